using System.Diagnostics.CodeAnalysis;

namespace ScrapeGuard.Detection.Evaluation;

/// <summary>A table, or the line (from 1; 0 is the whole input) that spoiled it and why.</summary>
public sealed record AnomalyTableResult
{
    private AnomalyTableResult()
    {
    }

    public AnomalyTable? Table { get; private init; }

    public int Line { get; private init; }

    public string? Error { get; private init; }

    [MemberNotNullWhen(true, nameof(Table))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsTable => Table is not null;

    internal static AnomalyTableResult Of(AnomalyTable table) => new() { Table = table };

    internal static AnomalyTableResult Fault(int line, string error) => new() { Line = line, Error = error };
}
