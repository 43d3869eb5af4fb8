namespace ScrapeGuard.Cli.Actioning;

/// <summary>
/// The kill switch by setting or by file, besides that by command. A file's being there is enough, whatever is in it:
/// whoever is in a hurry makes it with <c>touch</c>.
/// </summary>
/// <param name="isStopped"><c>Actioner:Stopped</c>.</param>
/// <param name="file"><c>Actioner:StopFile</c>; null: there is none.</param>
internal sealed class StopSwitch(bool isStopped, string? file)
{
    /// <summary>Why nothing may be done to anyone now; null: it may.</summary>
    public string? Reason() =>
        isStopped ? "Actioner:Stopped is set"
        : file is not null && Path.Exists(file) ? $"the file '{file}' is there"
        : null;
}
