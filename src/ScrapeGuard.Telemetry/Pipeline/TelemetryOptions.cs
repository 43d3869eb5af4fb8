namespace ScrapeGuard.Telemetry.Pipeline;

/// <summary>The settings under <c>Telemetry</c>.</summary>
public sealed record TelemetryOptions
{
    /// <summary>The standard variable that <see cref="OtlpEndpoint"/> goes before.</summary>
    public const string StandardEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// The collector that metrics and traces are sent to; null: the one that <see cref="StandardEndpoint"/> names, and
    /// none if it names none. The protocol (gRPC, unless <c>OTEL_EXPORTER_OTLP_PROTOCOL</c> is <c>http/protobuf</c>),
    /// headers, intervals and the rest come from the standard variables.
    /// </summary>
    /// <value>Default null.</value>
    public string? OtlpEndpoint { get; init; }

    /// <summary>Whether anything is sent.</summary>
    public bool SendsOtlp => !string.IsNullOrEmpty(OtlpEndpoint) || !string.IsNullOrEmpty(Standard);

    private static string? Standard => Environment.GetEnvironmentVariable(StandardEndpoint);

    /// <summary>What is wrong, one line a mistake.</summary>
    public IEnumerable<string> Validate()
    {
        var (key, value) = string.IsNullOrEmpty(OtlpEndpoint)
            ? (StandardEndpoint, Standard)
            : ("Telemetry:OtlpEndpoint", OtlpEndpoint);
        if (!string.IsNullOrEmpty(value) && !IsEndpoint(value))
        {
            yield return $"{key} '{value}': must be http://HOST:PORT or https://HOST:PORT";
        }
    }

    private static bool IsEndpoint(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0;
}
