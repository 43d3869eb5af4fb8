using System.Text.Json;

namespace ScrapeGuard.Simulation.Tests;

/// <summary>A line of a capture as the contract has it, read by the framework's own JSON reader.</summary>
internal sealed record CaptureLine
{
    public required DateTimeOffset Time { get; init; }

    public required string Account { get; init; }

    public required string Operation { get; init; }

    public required string Id { get; init; }

    public string[] Tracks { get; init; } = [];

    public string? Artist { get; init; }

    public string? Album { get; init; }

    public required int Status { get; init; }

    public required long Bytes { get; init; }

    public long? PlayedMs { get; init; }

    public required string Ip { get; init; }

    public required string Country { get; init; }

    public required string Device { get; init; }

    public required string Client { get; init; }

    public required string Session { get; init; }

    public required int Asn { get; init; }

    public required string Plan { get; init; }

    public required DateTimeOffset AccountCreated { get; init; }

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static CaptureLine Parse(string line) => JsonSerializer.Deserialize<CaptureLine>(line, Format)!;
}
