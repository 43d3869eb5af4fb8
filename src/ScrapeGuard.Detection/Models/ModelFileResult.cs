using System.Diagnostics.CodeAnalysis;

namespace ScrapeGuard.Detection.Models;

/// <summary>A model, or why the file holds none.</summary>
public sealed record ModelFileResult
{
    private ModelFileResult()
    {
    }

    public DetectionModel? Model { get; private init; }

    public string? Error { get; private init; }

    [MemberNotNullWhen(true, nameof(Model))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsModel => Model is not null;

    public static ModelFileResult Of(DetectionModel model) => new() { Model = model };

    /// <param name="error">A sentence, without the name of the file.</param>
    public static ModelFileResult Fault(string error) => new() { Error = error };
}
