namespace ScrapeGuard.Simulation;

/// <summary>What a campaign's accounts share, in words: <c>network+client</c>, <c>all</c>, <c>none</c>.</summary>
internal static class SharingWords
{
    /// <summary>What a value looks like.</summary>
    public const string Value = "network+device+client+sign-up+rhythm|all|none";

    /// <summary>Reads a value; null: it can't be read.</summary>
    public static ScraperSharing? Parse(string text)
    {
        if (text is "all" or "none")
        {
            return text == "all" ? ScraperSharing.All : ScraperSharing.None;
        }

        var shared = ScraperSharing.None;
        foreach (var word in text.Split('+'))
        {
            var one = Of(word);
            if (one == ScraperSharing.None)
            {
                return null;
            }

            shared |= one;
        }

        return shared;
    }

    private static ScraperSharing Of(string word) => word switch
    {
        "network" => ScraperSharing.Network,
        "device" => ScraperSharing.Device,
        "client" => ScraperSharing.Client,
        "sign-up" => ScraperSharing.SignUp,
        "rhythm" => ScraperSharing.Rhythm,
        _ => ScraperSharing.None,
    };
}
