using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Core.Tests.Decisions;

public sealed class DecisionReaderTests
{
    private const string Good = """
        {"id":"d1","time":"2026-01-05T00:00:00Z","account":"mallory","verdict":"suspend","score":0.97,
        "reasons":[{"code":"rule.no-rest","value":48,"expected":23,"weight":1}],"campaign":"c",
        "exposure":{"tracks":3,"audioTracks":2,"bytes":1},"model":"m","policy":"p","mode":"enforce","more":{}}
        """;

    [Test]
    public void Read_WhatTheWriterWrites_IsTheSame()
    {
        var seed = TestSeed.Next();
        var random = new Random(seed);
        for (var round = 0; round < 500; round++)
        {
            var decision = Draw(random);
            var json = new ArrayBufferWriter<byte>();
            DecisionJson.Write(json, decision);

            DecisionReader.Read(json.WrittenSpan, out var read).Should().Be(DecisionError.None, $"seed {seed}");

            read.Should().BeEquivalentTo(decision, options => options.ComparingByMembers<Decision>(), $"seed {seed}");
        }
    }

    [Test]
    public void Read_MembersThatMayBeMissing_HaveTheirDefaults()
    {
        var bare = """
            {"id":"d","time":"2026-01-05T00:00:00Z","account":"a","verdict":"observe","score":0,"mode":"shadow"}
            """u8;

        DecisionReader.Read(bare, out var decision).Should().Be(DecisionError.None);

        decision!.Mode.Should().Be(PolicyMode.Shadow);
        decision.Campaign.Should().BeNull();
        decision.Reasons.Should().BeEmpty();
    }

    [TestCase("id", "null", DecisionError.BadId)]
    [TestCase("id", "\"\"", DecisionError.BadId)]
    [TestCase("id", "7", DecisionError.BadId)]
    [TestCase("id", "\"a b\"", DecisionError.BadId)]
    [TestCase("id", "\"\\u00e9\"", DecisionError.BadId)]
    [TestCase("time", "\"yesterday\"", DecisionError.BadTime)]
    [TestCase("account", "\"\"", DecisionError.BadAccount)]
    [TestCase("account", "\"\\u0000\"", DecisionError.BadAccount)]
    [TestCase("account", "\"\\ud800\"", DecisionError.BadAccount)]
    [TestCase("verdict", "\"none\"", DecisionError.BadVerdict)]
    [TestCase("verdict", "\"ban\"", DecisionError.BadVerdict)]
    [TestCase("mode", "null", DecisionError.BadMode)]
    [TestCase("mode", "\"Enforce\"", DecisionError.BadMode)]
    [TestCase("score", "1.01", DecisionError.BadMember)]
    [TestCase("score", "null", DecisionError.BadMember)]
    [TestCase("reasons", "{}", DecisionError.BadMember)]
    [TestCase("reasons", "[{}]", DecisionError.BadMember)]
    [TestCase("exposure", "{\"tracks\":-1,\"audioTracks\":0,\"bytes\":0}", DecisionError.BadMember)]
    [TestCase("campaign", "3", DecisionError.BadMember)]
    public void Read_WrongMember_IsNamed(string name, string value, DecisionError expected)
    {
        // As text: the node's own parser would refuse half of a surrogate pair.
        var member = JsonNode.Parse(Good)![name]!.ToJsonString();
        var compact = JsonNode.Parse(Good)!.ToJsonString();
        var wrong = compact.Replace($"\"{name}\":{member}", $"\"{name}\":{value}", StringComparison.Ordinal);
        wrong.Should().NotBe(compact);

        DecisionReader.Read(Encoding.UTF8.GetBytes(wrong), out var decision).Should().Be(expected);

        decision.Should().BeNull();
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{")]
    [TestCase("{\"id\":\"a\",\"id\":\"b\"}")]
    public void Read_NoObject_IsBadJson(string text) =>
        DecisionReader.Read(Encoding.UTF8.GetBytes(text), out _).Should().Be(DecisionError.BadJson);

    [Test]
    public void Read_AnyBytesChanged_NeverThrows()
    {
        var seed = TestSeed.Next();
        var random = new Random(seed);
        for (var round = 0; round < 5_000; round++)
        {
            var bytes = Encoding.UTF8.GetBytes(Good);
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            FluentActions.Invoking(() => DecisionReader.Read(bytes, out _)).Should().NotThrow($"seed {seed}");
        }
    }

    [Test]
    public void Read_LongerThanAllowed_IsTooLong() =>
        DecisionReader.Read(new byte[DecisionReader.MaxBytes + 1], out _).Should().Be(DecisionError.TooLong);

    [Test]
    public void ErrorText_EveryError_SaysSomethingOfItsOwn() =>
        Enum.GetValues<DecisionError>().Select(DecisionErrorText.Of).Should().OnlyHaveUniqueItems()
            .And.NotContain("");

    private static Decision Draw(Random random) => new()
    {
        Id = $"{random.NextInt64():x16}{random.NextInt64():x16}",
        TimeMicros = random.NextInt64(0, 4_000_000_000_000_000),
        Account = $"a\"\\é{random.Next()}",
        Verdict = (Verdict)random.Next((int)Verdict.Observe, (int)Verdict.Restore + 1),
        Score = Math.Round(random.NextDouble(), 6),
        Reasons =
        [
            .. Enumerable.Range(0, random.Next(4)).Select(i => new Reason(
                $"rule.{i}", Math.Round(random.NextDouble() * 1_000, 6), i, Math.Round(random.NextDouble(), 6))),
        ],
        Campaign = random.Next(2) == 0 ? null : "campaign",
        Exposure = new Exposure(random.Next(), random.Next(), random.NextInt64()),
        Model = "model",
        Policy = "policy",
        Mode = (PolicyMode)random.Next(2),
    };
}
