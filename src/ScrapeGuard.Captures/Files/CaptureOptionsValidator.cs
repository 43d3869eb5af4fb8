namespace ScrapeGuard.Captures;

/// <summary>Checks <see cref="CaptureOptions"/>.</summary>
public static class CaptureOptionsValidator
{
    /// <summary>Fewest bytes of a block: two of the longest lines.</summary>
    public const int MinBlockBytes = 128 * 1024;

    /// <summary>Most bytes of a block.</summary>
    public const int MaxBlockBytes = 256 * 1024 * 1024;

    /// <summary>All that is wrong, each with option and value; empty when nothing is.</summary>
    public static IReadOnlyList<string> Validate(CaptureOptions options)
    {
        var errors = new List<string>();
        if (!CombinedAccount.TryParse(options.Combined.Account, out _))
        {
            errors.Add($"--account-from '{options.Combined.Account}': must be auto, auth-user, address or field:N "
                + $"with N from 1 to {CombinedAccount.MaxExtraFields}");
        }

        if (options.BlockBytes is < MinBlockBytes or > MaxBlockBytes)
        {
            errors.Add($"BlockBytes '{options.BlockBytes}': must be from {MinBlockBytes} to {MaxBlockBytes}");
        }

        if (options.Format == CaptureKind.Csv && options.Mapping is null)
        {
            errors.Add("--format 'csv': needs --mapping FILE, which says what the columns mean");
        }

        if (options is { Format: not CaptureKind.Auto, Mapping: { } mapping } && mapping.Format != options.Format)
        {
            errors.Add($"--format '{CaptureKindNames.Of(options.Format)}': the mapping is for "
                + $"'{CaptureKindNames.Of(mapping.Format)}'");
        }

        return errors;
    }
}
