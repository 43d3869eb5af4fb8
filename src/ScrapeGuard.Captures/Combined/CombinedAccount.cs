using System.Globalization;

namespace ScrapeGuard.Captures;

/// <summary>
/// Which part of a line names the account: the parsed form of <see cref="CombinedLogOptions.Account"/>.
/// </summary>
/// <param name="UsesAuthUser">The authenticated user counts.</param>
/// <param name="UsesAddress">The client's address counts, where no user does.</param>
/// <param name="ExtraField">Number of the quoted field behind the user agent, from 1; 0 for none.</param>
internal readonly record struct CombinedAccount(bool UsesAuthUser, bool UsesAddress, int ExtraField)
{
    /// <summary>Most quoted fields behind the user agent that can be named.</summary>
    public const int MaxExtraFields = 32;

    private const string FieldPrefix = "field:";

    /// <summary>Parses the setting. False when it is none of the words.</summary>
    public static bool TryParse(string text, out CombinedAccount account)
    {
        account = text switch
        {
            "auto" => new CombinedAccount(UsesAuthUser: true, UsesAddress: true, 0),
            "auth-user" => new CombinedAccount(UsesAuthUser: true, UsesAddress: false, 0),
            "address" => new CombinedAccount(UsesAuthUser: false, UsesAddress: true, 0),
            _ => default,
        };
        if (account != default)
        {
            return true;
        }

        if (!text.StartsWith(FieldPrefix, StringComparison.Ordinal)
            || !int.TryParse(
                text.AsSpan(FieldPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var field)
            || field is < 1 or > MaxExtraFields)
        {
            return false;
        }

        account = new CombinedAccount(UsesAuthUser: false, UsesAddress: false, field);
        return true;
    }
}
