namespace ScrapeGuard.Architecture.Tests.Layout;

internal enum Ring
{
    /// <summary>Knows neither Kafka, nor files, nor the wall clock; adapters may point at it.</summary>
    Inner,

    /// <summary>Joins the inner ring to the world; points inward only.</summary>
    Adapter,

    /// <summary>Where the program is put together: may point at everything.</summary>
    Root,
}

internal sealed record LayoutRow(string Project, Ring Ring, params string[] MayReference);

/// <summary>
/// What each project may point at. What a row allows includes what its targets may point at in turn:
/// an adapter of the Engine sees the events of Core.
/// </summary>
internal static class LayoutTable
{
    public const string Prefix = "ScrapeGuard.";

    public static IReadOnlyList<LayoutRow> Rows { get; } =
    [
        new("Core", Ring.Inner),
        new("Features", Ring.Inner, "Core"),
        new("Detection", Ring.Inner, "Core"),
        new("Campaigns", Ring.Inner, "Core", "Features"),
        new("Engine", Ring.Inner, "Core", "Features", "Detection", "Campaigns"),
        new("Captures", Ring.Adapter, "Core"),
        new("Simulation", Ring.Adapter, "Core"),
        new("Detection.MlNet", Ring.Adapter, "Detection"),
        new("Actions", Ring.Inner, "Core"),
        new("Kafka", Ring.Adapter, "Engine", "Actions"),
        new("Storage", Ring.Adapter, "Engine"),
        new("AccountService", Ring.Adapter, "Actions"),
        new("Postgres", Ring.Adapter, "Actions"),
        new("Telemetry", Ring.Adapter, "Core"),
        new("Console", Ring.Adapter, "Engine", "Actions", "Campaigns"),
        new("Cli", Ring.Root),
    ];

    /// <summary>Says what is wrong with the references of one project; nothing when all is well.</summary>
    /// <param name="project">The project's name, <c>ScrapeGuard.X</c>.</param>
    /// <param name="references">Names of assemblies, projects or packages.</param>
    public static IEnumerable<string> Complaints(string project, IEnumerable<string> references)
    {
        var row = Find(Rows, project);
        if (row is null)
        {
            return [$"{project} is not in LayoutTable: say in the table what it may reference."];
        }

        var allowed = row.Ring == Ring.Root
            ? Rows.Select(r => r.Project).ToHashSet(StringComparer.Ordinal)
            : Closure(row);
        return references
            .Where(r => !IsAllowed(r, row.Ring, allowed))
            .Select(r => $"{project} must not reference {r}: LayoutTable allows {Describe(row.Ring, allowed)}.");
    }

    /// <summary>Says which rows of a table break the shape itself: unknown targets, or pointing outward.</summary>
    public static IEnumerable<string> ShapeComplaints(IReadOnlyList<LayoutRow> rows)
    {
        foreach (var row in rows)
        {
            foreach (var target in row.MayReference)
            {
                var found = Find(rows, Prefix + target);
                if (found is null)
                {
                    yield return $"{row.Project} may reference {target}, which has no row.";
                }
                else if (found.Ring != Ring.Inner)
                {
                    yield return $"{row.Project} may reference {target}, which is no part of the inner ring.";
                }
            }
        }
    }

    public static Ring? RingOf(string project) => Find(Rows, project)?.Ring;

    private static LayoutRow? Find(IReadOnlyList<LayoutRow> rows, string project) =>
        rows.FirstOrDefault(r => Prefix + r.Project == project);

    private static HashSet<string> Closure(LayoutRow row)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(row.MayReference);
        while (open.TryDequeue(out var next))
        {
            if (all.Add(next) && Find(Rows, Prefix + next) is { } target)
            {
                foreach (var further in target.MayReference)
                {
                    open.Enqueue(further);
                }
            }
        }

        return all;
    }

    // The inner ring has no packages but the platform's own; those of an adapter are its own business.
    private static bool IsAllowed(string reference, Ring ring, HashSet<string> allowed) =>
        reference.StartsWith(Prefix, StringComparison.Ordinal)
            ? allowed.Contains(reference[Prefix.Length..])
            : ring != Ring.Inner
                || reference.StartsWith("System.", StringComparison.Ordinal)
                || reference is "netstandard" or "mscorlib";

    private static string Describe(Ring ring, HashSet<string> allowed)
    {
        var packages = ring == Ring.Inner ? "System.*" : "packages";
        return allowed.Count == 0 ? $"only {packages}" : $"{string.Join(", ", allowed)} and {packages}";
    }
}
