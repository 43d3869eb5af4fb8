namespace ScrapeGuard.Console.Browser.Tests.StandIn;

/// <summary>Names that accounts may have, since anyone chooses their own.</summary>
internal static class HostileNames
{
    public const string Script = "<script>window.hacked=1</script>";
    public const string Image = "\"'><img src=x onerror=window.hacked=1>";
    public const string Arabic = "مستخدم-7";

    /// <summary>Turns the direction of what follows, to look like another name.</summary>
    public const string Turned = "user\u202Egnp.evil";
    public const string Hidden = "mal\u200Blory\n\u007F";
    public const string Emoji = "🎧👩‍🎤 listener";
    public const string Address = "a&b=c#d?e/f%2F..%00";

    /// <summary>128 bytes without a place to break.</summary>
    public static readonly string Long = new('x', 128);

    public static IReadOnlyList<string> All { get; } =
        [Script, Image, Arabic, Turned, Hidden, Emoji, Address, Long];
}
