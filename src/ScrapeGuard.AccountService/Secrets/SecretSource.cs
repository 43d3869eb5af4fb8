namespace ScrapeGuard.AccountService.Secrets;

/// <summary>
/// Where a secret is found. The secret itself is no part of any settings, so that showing those shows nothing.
/// </summary>
public sealed record SecretSource
{
    /// <summary>
    /// A file whose text, without line ends behind it, is the secret. It is read anew when it changes.
    /// </summary>
    public string? File { get; init; }

    /// <summary>The environment variable that is the secret.</summary>
    public string? Variable { get; init; }

    /// <summary>What stands before the secret in a header.</summary>
    /// <value>Default <c>"Bearer "</c>.</value>
    public string Prefix { get; init; } = "Bearer ";

    /// <summary>What is wrong, one line a mistake.</summary>
    /// <param name="key">What the setting is called.</param>
    public IEnumerable<string> Validate(string key)
    {
        if (string.IsNullOrEmpty(File) == string.IsNullOrEmpty(Variable))
        {
            yield return $"{key} '{File}{Variable}': must name either a file (File) or an environment variable "
                + "(Variable)";
        }

        if (!SecretText.IsHeaderText(Prefix))
        {
            yield return $"{key}:Prefix '{Prefix}': must be visible ASCII and spaces";
        }
    }
}
