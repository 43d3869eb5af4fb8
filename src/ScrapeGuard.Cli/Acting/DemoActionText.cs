using ScrapeGuard.Cli.Report;

namespace ScrapeGuard.Cli.Acting;

/// <summary>Writes what came of the decisions, for people to read.</summary>
internal static class DemoActionText
{
    private const int KindWidth = 20;

    public static void Write(
        TextWriter output, IReadOnlyList<DemoKind> kinds, DemoActionSummary summary, bool isCut)
    {
        if (kinds.Count > 0)
        {
            WriteKinds(output, kinds);
            output.WriteLine("Caught: decided. Suspended: carried out by the account service; from then on an");
            output.WriteLine("account goes on asking and is served nothing.");
            output.WriteLine("Out: distinct tracks served; prevented: asked for in vain."
                + (isCut ? " Not all that went out was counted." : ""));
            output.WriteLine();
        }

        output.WriteLine($"Carried out: {Shown.Count(summary.Throttles, "throttle")}, "
            + $"{Shown.Count(summary.Challenges, "challenge")}, {Shown.Count(summary.Suspensions, "suspension")}, "
            + $"{Shown.Count(summary.Restores, "restore")}; {Shown.Count(summary.DoneTwice)} twice; "
            + $"{Shown.Count(summary.Held)} held for people, the guard tripped {Shown.Count(summary.Trips, "time")}");
        foreach (var attribute in (ReadOnlySpan<string>)["plan", "country", "client", "age"])
        {
            WriteHit(output, attribute, summary.Hit);
        }

        output.WriteLine($"Told: {Shown.Count(summary.Told.Values.Sum(), "safeguard event")} "
            + $"({Shown.Bytes(summary.ToldBytes)})"
            + (summary.Told.Count == 0 ? ""
                : ": " + string.Join(", ", summary.Told.Select(told => $"{told.Key} {Shown.Count(told.Value)}"))));
        output.WriteLine($"Audit: {Shown.Count(summary.Audit.Head.Sequence)} entries, "
            + (summary.Audit.IsWhole ? "unbroken" : $"broken: {summary.Audit.Fault}"));
    }

    /// <summary>Whom suspensions hit, by one of what the platform knows of its accounts.</summary>
    private static void WriteHit(TextWriter output, string attribute, IReadOnlyDictionary<string, long> hit)
    {
        var start = $"suspend {attribute}:";
        var groups = hit.Where(count => count.Key.StartsWith(start, StringComparison.Ordinal))
            .OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal)
            .Select(count => $"{count.Key[start.Length..]} {Shown.Count(count.Value)}").ToList();
        if (groups.Count > 0)
        {
            output.WriteLine($"Suspended, by {attribute}: {string.Join(", ", groups)}");
        }
    }

    private static void WriteKinds(TextWriter output, IReadOnlyList<DemoKind> kinds)
    {
        output.WriteLine($"{"carried out",-KindWidth}{"accounts",10}{"caught",8}{"suspended",11}{"tracks out",12}"
            + $"{"prevented",18}{"audio out",11}{"prevented",18}");
        foreach (var kind in kinds)
        {
            output.WriteLine($"{kind.Kind,-KindWidth}{Shown.Count(kind.Accounts),10}{Shown.Count(kind.Caught),8}"
                + $"{Shown.Count(kind.Suspended),11}{Shown.Count(kind.Out),12}"
                + $"{Part(kind.Prevented, kind.Wanted),18}{Shown.Count(kind.AudioOut),11}"
                + $"{Part(kind.AudioPrevented, kind.AudioWanted),18}");
        }

        output.WriteLine();
    }

    private static string Part(long part, long whole) =>
        whole == 0 ? "-" : $"{Shown.Count(part)} ({Shown.Share(part, whole)})";
}
