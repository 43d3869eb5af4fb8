using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ScrapeGuard.Integration.Tests.Traffic;
using ScrapeGuard.Integration.Tests.Workers;
using ScrapeGuard.Simulation;

namespace ScrapeGuard.Integration.Tests.Actioning;

/// <summary>A swarm in the topic of events: workers find it, and the console beside them finds the same.</summary>
public sealed class ConsoleCampaignTests : ActionerFixture
{
    private const string Key = "a-key-of-the-test";
    private const string Name = "console-campaign";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scrapeguard-campaign-");

    [OneTimeTearDown]
    public void Remove() => _folder.Delete(recursive: true);

    [Test]
    public async Task Console_BesideAWorkerThatFindsASwarm_ShowsTheCampaignOfReplay()
    {
        var capture = Path.Combine(_folder.FullName, "capture.ndjson");
        WriteSwarm(capture);
        var accounts = Path.Combine(_folder.FullName, "accounts.ndjson");
        BuiltProgram.Run("replay", capture, "--accounts", accounts,
            "--decisions", Path.Combine(_folder.FullName, "decisions.ndjson"));
        var expected = CampaignsIn(accounts);
        expected.Should().NotBeEmpty("the capture has a swarm that is found");

        await using var scenario = await StartAsync(Name);
        scenario.Settings["SCRAPEGUARD__KAFKA__TOPICS__ACCESSEVENTS"] = $"{Name}-events";
        scenario.Settings["SCRAPEGUARD__KAFKA__TOPICS__STATE"] = $"{Name}-state";
        scenario.Settings["SCRAPEGUARD__KAFKA__TOPICS__PROFILES"] = $"{Name}-profiles";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)));
        scenario.Settings["SCRAPEGUARD__CONSOLE__KEYS__EVE__HASH"] = $"sha256:{hash}";
        scenario.Settings["SCRAPEGUARD__CONSOLE__KEYS__EVE__ROLE"] = "viewer";
        await scenario.CreateTopicAsync($"{Name}-events");
        using var worker = new WorkerProcess(scenario.Settings);
        using var console = new WorkerProcess("console", scenario.Settings, "--urls", "http://127.0.0.1:0");
        console.WaitForLog("the console listens at ");
        using var client = new HttpClient
        {
            BaseAddress = new Uri(
                Regex.Match(console.Log, "the console listens at (http://[0-9.:]+)").Groups[1].Value + "/api/v1/"),
        };
        client.DefaultRequestHeaders.Add("X-Api-Key", Key);
        worker.WaitForLog("partitions assigned");

        using var feed = new Feed(
            scenario.Cluster.Servers, $"{Name}-events", partitions: 1, [.. File.ReadLines(capture).Select(LineOf)]);
        feed.Finish();

        Wait.Until(
            () => Read(client, "campaigns").Select(IdOf).Order(StringComparer.Ordinal).SequenceEqual(expected.Keys)
                && expected.All(campaign => MembersOf(client, campaign.Key).SetEquals(campaign.Value)),
            () => $"the campaigns of replay are to be shown: {string.Join(", ", expected.Keys)}\n{console.Log}\n"
                + worker.Log);
        var shown = Read(client, "campaigns").First();
        shown.GetProperty("kind").GetString().Should().Be("too-disjoint");
        shown.GetProperty("evidence").GetDouble().Should().BeGreaterThan(25);
    }

    private static void WriteSwarm(string capture)
    {
        using var file = File.Create(capture);
        new TrafficSimulation(new SimulationOptions
        {
            Seed = 1,
            Days = 2,
            People = 300,
            CatalogueTracks = 20_000,
            Scrapers = [ScraperPresets.QuietSwarm with { Accounts = 24, Order = ScrapeOrder.PopularFirst }],
        }).WriteTo(file);
    }

    private static SortedDictionary<string, HashSet<string>> CampaignsIn(string accounts)
    {
        var campaigns = new SortedDictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(accounts))
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.TryGetProperty("campaign", out var campaign) && campaign.GetString() is { } id)
            {
                campaigns.TryAdd(id, []);
                campaigns[id].Add(json.RootElement.GetProperty("account").GetString()!);
            }
        }

        return campaigns;
    }

    private static Line LineOf(string line)
    {
        using var json = JsonDocument.Parse(line);
        return new Line(
            Encoding.UTF8.GetBytes(json.RootElement.GetProperty("account").GetString()!), Encoding.UTF8.GetBytes(line));
    }

    private static string IdOf(JsonElement campaign) => campaign.GetProperty("id").GetString()!;

    private static HashSet<string> MembersOf(HttpClient client, string id)
    {
        using var answer = client.GetAsync($"campaigns/{id}").GetAwaiter().GetResult();
        return answer.IsSuccessStatusCode
            ? [.. JsonDocument.Parse(answer.Content.ReadAsStringAsync().GetAwaiter().GetResult()).RootElement
                .GetProperty("memberList").EnumerateArray().Select(one => one.GetProperty("account").GetString()!)]
            : [];
    }

    private static IReadOnlyList<JsonElement> Read(HttpClient client, string path)
    {
        using var answer = client.GetAsync(path).GetAwaiter().GetResult();
        return answer.IsSuccessStatusCode
            ? [.. JsonDocument.Parse(answer.Content.ReadAsStringAsync().GetAwaiter().GetResult()).RootElement
                .GetProperty("items").EnumerateArray()]
            : [];
    }
}
