namespace ScrapeGuard.Actions.Safeguards.CloudEvents;

/// <summary>
/// CloudEvents' <c>type</c>: <c>org.scrapeguard.safeguard.</c>, what happened, and the version of the form of
/// <c>data</c>, as in <c>org.scrapeguard.safeguard.effect.done.v1</c>. A form that
/// old readers can't read gets another version.
/// </summary>
public static class CloudEventType
{
    public const string Prefix = "org.scrapeguard.safeguard.";

    public const string Version = ".v1";

    public static string Of(SafeguardEvent told) => string.Concat(Prefix, told.What, Version);
}
