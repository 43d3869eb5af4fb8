using System.Text;
using ScrapeGuard.Actions.Commands;

namespace ScrapeGuard.Actions.Tests.Commands;

/// <summary>Each thing that can be wrong with a command, and what is said of it.</summary>
public sealed class CommandReaderTests
{
    private const string Head = """{"id":"k","time":"2026-03-01T12:00:00Z","by":"anna",""";

    // Hostile or mistyped.
    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("\"restore\"")]
    [TestCase("{}")]
    [TestCase("{\"id\":\"k\"")]
    [TestCase("\uFEFF{}")]
    [TestCase("{\"id\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}")]
    [TestCase("{\"id\":\"k\",\"\\u0000\":1}")]
    public void Read_NoCommandAtAll_IsRefusedWithAReason(string json)
    {
        CommandReader.Read(Encoding.UTF8.GetBytes(json), out var command).Should().NotBeNullOrEmpty();
        command.Should().BeNull();
    }

    [TestCase(""" "command":"restore","account":"a","reason":"r","sinze":"2026-03-01T00:00:00Z"}""",
        "a member is none of id, ")]
    [TestCase(""" "command":"restore","account":"a","account":"b","reason":"r"}""",
        "it is no JSON, or has a member twice")]
    [TestCase(""" "command":"restore","by":"eve","account":"a","reason":"r"}""",
        "it is no JSON, or has a member twice")]
    [TestCase(""" "command":"Restore","account":"a","reason":"r"}""", "command must be one of approve, ")]
    [TestCase(""" "command":"delete","account":"a","reason":"r"}""", "command must be one of approve, ")]
    [TestCase(""" "command":3,"account":"a","reason":"r"}""", "command must be one of approve, ")]
    [TestCase(""" "command":null,"account":"a","reason":"r"}""", "command must be one of approve, ")]
    [TestCase(""" "account":"a","reason":"r"}""", "command must be one of approve, ")]
    [TestCase(""" "command":"restore","account":7,"reason":"r"}""", "account must be a text of 1 to 128 bytes")]
    [TestCase(""" "command":"restore","account":"","reason":"r"}""", "account must be a text of 1 to 128 bytes")]
    [TestCase(""" "command":"restore","account":["a"],"reason":"r"}""", "account must be a text of 1 to 128 bytes")]
    [TestCase(""" "command":"restore","account":"a\u0000b","reason":"r"}""",
        "account must be a text of 1 to 128 bytes")]
    [TestCase(""" "command":"restore","account":"\ud800","reason":"r"}""", "it is no JSON, or has a member twice")]
    [TestCase(""" "command":"restore","all":"true","reason":"r"}""", "all must be true")]
    [TestCase(""" "command":"restore","all":false,"reason":"r"}""", "all must be true")]
    [TestCase(""" "command":"restore","all":1,"reason":"r"}""", "all must be true")]
    [TestCase(""" "command":"restore","all":true,"account":"a","reason":"r"}""", "only one of account, effect, ")]
    [TestCase(""" "command":"restore","all":true,"since":"yesterday","reason":"r"}""", "since and until must be times")]
    [TestCase(""" "command":"restore","all":true,"since":1772323200,"reason":"r"}""", "since and until must be times")]
    [TestCase(""" "command":"restore","all":true,"since":null,"reason":"r"}""", "since and until must be times")]
    [TestCase(""" "command":"restore","reason":"r"}""", "restore needs account or cohort or campaign or all")]
    [TestCase(""" "command":"restore","all":true}""", "restore needs a reason")]
    [TestCase(""" "command":"restore","all":true,"reason":""}""", "restore needs a reason")]
    [TestCase(""" "command":"restore","all":true,"reason":["r"]}""", "reason must be a text")]
    [TestCase(""" "command":"restore","all":true,"reason":"a\u0000b"}""", "reason must be a text")]
    [TestCase(""" "command":"stop","all":true,"reason":"r"}""", "stop is about nobody in particular")]
    [TestCase(""" "command":"suspend","account":"a","reason":"r"}""", "suspend needs the role of the person")]
    [TestCase(""" "command":"suspend","all":true,"role":"x","reason":"r"}""", "suspend needs account")]
    [TestCase(""" "command":"suspend","account":"a","role":"x"}""", "suspend needs a reason")]
    [TestCase(""" "command":"suspend","account":"a","role":"","reason":"r"}""",
        "role must be a text of 1 to 128 bytes")]
    [TestCase(""" "command":"suspend","account":"a","role":"x\n","reason":"r"}""",
        "role must be a text of 1 to 128 bytes")]
    [TestCase(""" "command":"takedown","account":"a","role":"x","reason":"r"}""", "takedown needs campaign")]
    [TestCase(""" "command":"takedown","campaign":"c","since":"2026-03-01T00:00:00Z","role":"x","reason":"r"}""",
        "since does not go with takedown")]
    [TestCase(""" "command":"restore","account":"a","since":"2026-03-01T00:00:00Z","reason":"r"}""",
        "since goes only with")]
    [TestCase(""" "command":"restore","account":"a","until":"2026-03-01T00:00:00Z","reason":"r"}""",
        "until goes only with")]
    public void Read_OneThingWrong_SaysWhich(string rest, string expected)
    {
        CommandReader.Read(Encoding.UTF8.GetBytes(Head + rest), out var command).Should().StartWith(expected);
        command.Should().BeNull();
    }

    [TestCase("id")]
    [TestCase("by")]
    public void Read_NameOfControlsOrTooLong_IsRefused(string member)
    {
        string[] wrong =
            ["", "\\u001b[2J", "a\\nb", "\\u009b", new string('é', 65), new string('x', 129)];
        foreach (var value in wrong)
        {
            var json = Head.Replace($"\"{member}\":\"{(member == "id" ? "k" : "anna")}\"", $"\"{member}\":\"{value}\"",
                StringComparison.Ordinal) + """ "command":"resume"}""";
            CommandReader.Read(Encoding.UTF8.GetBytes(json), out var command).Should()
                .StartWith($"{member} must be", json);
            command.Should().BeNull();
        }
    }

    [Test]
    public void Read_LongestNamesAndReason_AreRead()
    {
        var (name, reason) = (new string('é', 64), new string('r', 4_096));
        var json = Head + $$""" "command":"restore","account":"{{name}}","reason":"{{reason}}"}""";
        CommandReader.Read(Encoding.UTF8.GetBytes(json), out var command).Should().BeNull();
        command!.Target.Name.Should().HaveLength(64);
        CommandReader.Read(Encoding.UTF8.GetBytes(json.Replace("rr\"", "rrr\"", StringComparison.Ordinal)), out _)
            .Should().StartWith("reason must be a text of up to 4096 characters");
    }

    [TestCase(65_536, true)]
    [TestCase(65_537, false)]
    [TestCase(50_000_000, false)]
    public void Read_BlanksAround_AreReadUpToTheBound(int bytes, bool isRead)
    {
        var json = Encoding.UTF8.GetBytes(Head + """ "command":"resume"}""");
        var padded = new byte[bytes];
        padded.AsSpan().Fill((byte)' ');
        json.CopyTo(padded, 7);
        (CommandReader.Read(padded, out var command) is null).Should().Be(isRead);
        (command is not null).Should().Be(isRead);
    }

    [Test]
    public void Read_AccountOfControls_IsReadForItMayBeCalledSo()
    {
        var json = Head + """ "command":"restore","account":"a\nb","reason":"r"}""";
        CommandReader.Read(Encoding.UTF8.GetBytes(json), out var command).Should().BeNull();
        command!.Target.Name.Should().Be("a\nb");
    }
}
