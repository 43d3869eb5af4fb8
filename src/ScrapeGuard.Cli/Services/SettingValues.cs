using System.Globalization;
using ScrapeGuard.Cli.Policies;

namespace ScrapeGuard.Cli.Services;

/// <summary>
/// Reads single settings. What is wrong is reported and reads as not given, so that reading goes on to the next.
/// </summary>
internal sealed class SettingValues(SettingsLayers layers, List<string> errors)
{
    /// <summary>A text of at least one character.</summary>
    public string? Text(string key) =>
        layers[key] is not { } text ? null
        : string.IsNullOrWhiteSpace(text) ? Reject<string>(key, "must not be empty")
        : text;

    /// <summary>A text that may be empty, but not all blanks.</summary>
    public string? Blank(string key) => layers[key] is "" ? "" : Text(key);

    /// <summary>A number; its range is for the options to check.</summary>
    public double? Number(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number))
        {
            return number;
        }

        Reject<string>(key, "must be a number");
        return null;
    }

    /// <summary>true or false.</summary>
    public bool? Flag(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (bool.TryParse(text, out var flag))
        {
            return flag;
        }

        Reject<string>(key, "must be true or false");
        return null;
    }

    /// <summary>A whole number of 32 bits; its range is for the options to check.</summary>
    public int? Int(string key) => (int?)Whole(key, int.MinValue, int.MaxValue);

    /// <summary>A whole number within bounds that no options check.</summary>
    public int? Between(string key, int least, int most)
    {
        var number = Int(key);
        if (number < least || number > most)
        {
            Reject<string>(key, $"must be {least} to {most}");
            return null;
        }

        return number;
    }

    /// <summary>A whole number of 64 bits.</summary>
    public long? Long(string key) => Whole(key, long.MinValue, long.MaxValue);

    /// <summary>A value of an enumeration by its name; case and hyphens don't matter.</summary>
    public T? Word<T>(string key)
        where T : struct, Enum
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        var plain = text.Replace("-", "", StringComparison.Ordinal);
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(value.ToString(), plain, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        var names = Enum.GetNames<T>();
        var nearest = NearestWord.Of(text, names);
        Reject<string>(key, $"must be {string.Join(" or ", names)}"
            + (nearest is null ? "" : $"; did you mean {nearest}?"));
        return null;
    }

    /// <summary>An absolute address of HTTP. One with a password in it is refused, and not shown.</summary>
    public Uri? Address(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            && address is { Host.Length: > 0, UserInfo: "" })
        {
            return address;
        }

        return Reject<Uri>(key, "must be an address such as http://host:port, without user and password",
            isSecret: text.Contains('@', StringComparison.Ordinal));
    }

    /// <summary>Reports that what stands there is wrong.</summary>
    public T? Reject<T>(string key, string mistake, bool isSecret = false)
        where T : class
    {
        var value = isSecret || SettingCatalogue.IsSecret(key) ? null : layers[key];
        errors.Add(layers.OriginOf(key)!.Tell(key, value, mistake));
        return null;
    }

    private long? Whole(string key, long least, long most)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (!Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            Reject<string>(key, "must be a whole number");
            return null;
        }

        if (number < least || number > most)
        {
            Reject<string>(key, $"must be a whole number, {least} to {most}");
            return null;
        }

        return (long)number;
    }
}
