using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Cli.Models;

/// <summary>The model that ships with the program: Models/README.md says how it is made.</summary>
internal static class DefaultModel
{
    private const string Resource = "ScrapeGuard.Cli.Models.default.sgmodel";

    /// <summary>Loads it; null when the program was built without one.</summary>
    public static DetectionModel? Load()
    {
        using var stream = typeof(DefaultModel).Assembly.GetManifestResourceStream(Resource);
        return stream is null ? null : ModelFile.Read(stream).Model;
    }
}
