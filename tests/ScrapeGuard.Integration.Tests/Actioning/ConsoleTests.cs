using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ScrapeGuard.Integration.Tests.Workers;

namespace ScrapeGuard.Integration.Tests.Actioning;

/// <summary>The live console between real brokers, a real database and an actioner.</summary>
public sealed class ConsoleTests : ActionerFixture
{
    private const string Key = "a-key-of-the-test";

    [Test]
    public async Task Console_AccountRestoredByAPerson_IsRestoredAndAudited()
    {
        await using var scenario = await StartAsync("console");
        var actioner = scenario.StartReadingActioner();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)));
        scenario.Settings["SCRAPEGUARD__KAFKA__TOPICS__ACCESSEVENTS"] = "console-events";
        scenario.Settings["SCRAPEGUARD__CONSOLE__KEYS__EVE__HASH"] = $"sha256:{hash}";
        scenario.Settings["SCRAPEGUARD__CONSOLE__KEYS__EVE__ROLE"] = "analyst";
        await scenario.CreateTopicAsync("console-events");
        scenario.WriteEvent("console-events", EventOf("loud", "t0"));
        scenario.Flush();
        using var console = new WorkerProcess("console", scenario.Settings, "--urls", "http://127.0.0.1:0");
        console.WaitForLog("the console listens at ");
        using var client = new HttpClient { BaseAddress = AddressIn(console.Log) };
        Wait.Until(() => IsReady(client), () => $"the console is to be ready:\n{console.Log}");
        (await client.GetAsync("api/v1/overview")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        client.DefaultRequestHeaders.Add("X-Api-Key", Key);

        scenario.WriteEvent("console-events", EventOf("loud", "t1"));
        scenario.Decide("loud", "suspend", minute: 1);
        scenario.Flush();
        Wait.Until(
            () => Read(client, "account?name=loud") is { } page && page.GetProperty("events").GetInt64() == 1
                && page.TryGetProperty("applied", out var applied) && applied.GetString() == "suspend",
            () => $"event, decision and effect are to be shown: {Read(client, "account?name=loud")}\n{console.Log}");

        using var order = await client.PostAsJsonAsync(
            "api/v1/account/restore?name=loud", new { reason = "it was a mistake" });
        order.StatusCode.Should().Be(HttpStatusCode.Accepted, await order.Content.ReadAsStringAsync());
        scenario.Ordered["loud"] = "active";
        Wait.Until(
            () => Read(client, "audit?account=loud&by=eve") is { } audit
                && audit.GetProperty("items").EnumerateArray().Any(entry =>
                    entry.GetProperty("kind").GetString() == "effect.done"),
            () => $"the restore is to stand in the audit: {Read(client, "audit?account=loud")}\n{scenario.Logs}");
        Read(client, "audit/verify")!.Value.GetProperty("unbroken").GetBoolean().Should().BeTrue();
        Read(client, "cases")!.Value.GetProperty("items").GetArrayLength().Should().Be(1);
        (await client.GetStringAsync("metrics")).Should().Contain("scrapeguard_console_");
        console.Stop();
        await scenario.FinishAndCompareAsync(actioner);
    }

    private static string EventOf(string account, string track) =>
        $$"""
        {"time":"2026-01-01T00:00:00Z","account":"{{account}}","operation":"audio","tracks":["{{track}}"],"bytes":7}
        """;

    private static Uri AddressIn(string log) =>
        new(Regex.Match(log, "the console listens at (http://[0-9.:]+)").Groups[1].Value + "/");

    private static bool IsReady(HttpClient client) =>
        client.GetAsync("health/ready").GetAwaiter().GetResult().IsSuccessStatusCode;

    private static JsonElement? Read(HttpClient client, string path)
    {
        using var answer = client.GetAsync($"api/v1/{path}").GetAwaiter().GetResult();
        return answer.IsSuccessStatusCode
            ? JsonDocument.Parse(answer.Content.ReadAsStringAsync().GetAwaiter().GetResult()).RootElement
            : null;
    }
}
