using System.Text;
using System.Text.Json;

namespace ScrapeGuard.Simulation.Tests;

public sealed class TruthTests
{
    private static readonly Capture Small = Capture.Of(Capture.Small());

    [Test]
    public void Truth_OfACapture_AgreesWithANaiveRecount() => Small.Truth.Should().Equal(Recount.Of(Small));

    [Test]
    public void Truth_Wanted_IsNoLessThanAudioTakenByAPlainScraperAndZeroForPeople()
    {
        Small.Truth.Where(account => account.Label == "person").Should().OnlyContain(account => account.Wanted == 0);
        Small.Truth.Where(account => account.Kind is "loud-audio" or "steady-audio" or "quiet-swarm")
            .Should().NotBeEmpty().And.OnlyContain(account => account.Wanted >= account.AudioTracks);
    }

    [Test]
    public void Truth_DisjointCampaign_TakesNoTrackTwice()
    {
        var swarm = Small.Truth.Where(account => account.Kind == "quiet-swarm").ToArray();
        var names = swarm.Select(account => account.Account).ToHashSet();
        var taken = Small.Parsed.Where(line => line.Operation == "audio" && names.Contains(line.Account))
            .SelectMany(line => line.Tracks).ToArray();

        taken.Should().NotBeEmpty().And.OnlyHaveUniqueItems();
        swarm.Select(account => account.Campaign).Distinct().Should().ContainSingle().Which.Should().NotBeNull();
    }

    [Test]
    public void Write_EachLine_HasTheFieldsOfTheContractInOrdinalOrderOfAccount()
    {
        var simulation = new TrafficSimulation(Capture.Small());
        simulation.WriteTo(Stream.Null);
        using var output = new MemoryStream();
        simulation.WriteTruthTo(output);

        var lines = Encoding.UTF8.GetString(output.ToArray()).TrimEnd('\n').Split('\n')
            .Select(line => JsonDocument.Parse(line).RootElement).ToArray();

        lines.Select(line => line.GetProperty("account").GetString()).Should()
            .BeInAscendingOrder(StringComparer.Ordinal).And.OnlyHaveUniqueItems();
        foreach (var line in lines)
        {
            line.GetProperty("label").GetString().Should().BeOneOf("person", "scraper");
            line.GetProperty("kind").GetString().Should().NotBeNullOrEmpty();
            line.GetProperty("wanted").GetInt64().Should().BeGreaterOrEqualTo(0);
            foreach (var count in new[] { "events", "tracks", "audioTracks", "bytes" })
            {
                line.GetProperty(count).ValueKind.Should().Be(JsonValueKind.Number);
            }
        }

        lines.Count(line => line.TryGetProperty("campaign", out _)).Should().BeInRange(1, lines.Length - 1);
    }
}
