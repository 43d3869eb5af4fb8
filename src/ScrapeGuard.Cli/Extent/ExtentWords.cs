using System.Globalization;
using ScrapeGuard.Campaigns.Leaks;
using ScrapeGuard.Cli.Report;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Cli.Extent;

/// <summary>Parts of an extent in words, alike in text and page.</summary>
internal static class ExtentWords
{
    /// <summary>A count, with its standard error when it has one.</summary>
    public static string Count(double count, double relativeError) =>
        Shown.Count((long)Math.Round(count)) + Error(relativeError);

    public static string Count(double count) => Shown.Count((long)Math.Round(count));

    public static string Error(double relativeError) =>
        relativeError > 0 ? string.Create(CultureInfo.InvariantCulture, $" (± {relativeError:0.0%})") : "";

    public static string Share(LeakShare? share) => share is not { } known ? "not known: nobody else played anything"
        : known.StandardError > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{known.Value:0.00%} (± {known.StandardError:0.00%})")
            : string.Create(CultureInfo.InvariantCulture, $"{known.Value:0.00%}");

    public static string Operations(LeakExtent extent) =>
        string.Join(", ", extent.Operations.Where(operation => operation.Requests > 0)
            .OrderByDescending(operation => operation.Requests)
            .Select(operation => $"{OperationNames.Of(operation.Operation)} {Shown.Count(operation.Requests)}"));

    public static string Private(LeakExtent extent) => extent.OutsideCatalogue > 0
        ? $"{Shown.Count(extent.OutsideCatalogue, "request")} outside of the catalogue were served (operation other): "
            + "look at what they were"
        : "nothing outside of the catalogue was served, sign-in aside";

    public static string Prevented(LeakExtent extent) => extent.Prevented.Tracks == 0
        && extent.Prevented.RefusedRequests == 0
        ? "nothing known: no suspension, or nothing was asked for after it"
        : $"{Shown.Count((long)extent.Prevented.Tracks, "track")}, "
            + $"{Shown.Count((long)extent.Prevented.AudioTracks)} of them as audio, "
            + $"{Shown.Bytes(extent.Prevented.Bytes)} "
            + (extent.Prevented.IsMeasured ? "(measured: served while suspended)" : "(at the accounts' own pace)")
            + (extent.Prevented.RefusedRequests > 0
                ? $"; {Shown.Count(extent.Prevented.RefusedRequests, "request")} refused" : "");
}
