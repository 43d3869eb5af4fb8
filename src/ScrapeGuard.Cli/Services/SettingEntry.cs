namespace ScrapeGuard.Cli.Services;

/// <summary>A setting as it was given.</summary>
/// <param name="Key">Its sections and name with colons between: as <see cref="SettingCatalogue"/> spells it when it is
/// known, else as it was written.</param>
/// <param name="Text">Its value.</param>
/// <param name="Origin">Where it was given.</param>
internal sealed record SettingEntry(string Key, string Text, SettingOrigin Origin);
