using Microsoft.Extensions.Configuration;

namespace ScrapeGuard.Cli.Services;

/// <summary>Settings of several places, one over the other.</summary>
internal sealed class SettingsLayers
{
    private readonly Dictionary<string, SettingOrigin> _origins = new(StringComparer.OrdinalIgnoreCase);
    private readonly IConfigurationRoot _merged;

    /// <summary>Lays the later over the earlier ones.</summary>
    /// <param name="layers">The settings of each place.</param>
    /// <param name="errors">Receives a line for each that is unknown or is set twice in one place.</param>
    public SettingsLayers(IEnumerable<IEnumerable<SettingEntry>> layers, List<string> errors)
    {
        var builder = new ConfigurationBuilder();
        foreach (var layer in layers)
        {
            var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            foreach (var entry in layer)
            {
                if (SettingCatalogue.Find(entry.Key) is not { } key)
                {
                    errors.Add(UnknownSetting.Tell(entry));
                }
                else if (!values.TryAdd(key, entry.Text))
                {
                    errors.Add(entry.Origin.Tell(key, value: null, $"is set already by {_origins[key].Place}"));
                }
                else
                {
                    _origins[key] = entry.Origin;
                }
            }

            builder.AddInMemoryCollection(values);
        }

        _merged = builder.Build();
    }

    /// <summary>The properties of librdkafka that are set.</summary>
    public IEnumerable<(string Name, string Value)> Properties =>
        Named(SettingCatalogue.Properties, "");

    /// <summary>The settings whose keys have a name of the user's own between two texts.</summary>
    public IEnumerable<(string Name, string Value)> Named(string prefix, string suffix)
    {
        var free = SettingCatalogue.Free.First(free => free.Prefix == prefix && free.Suffix == suffix);
        return from key in _origins.Keys
               let name = free.NameIn(key)
               where name is not null
               select (name, _merged[key]!);
    }

    /// <summary>The value that counts; null when there is none.</summary>
    public string? this[string key] => _merged[key];

    /// <summary>Where the value that counts was given; null when there is none.</summary>
    public SettingOrigin? OriginOf(string key) => _origins.GetValueOrDefault(key);

    /// <summary>What to call a setting in a mistake: the option, or place and key.</summary>
    public string NameOf(string key) => OriginOf(key)?.Rename(key, key) ?? key;

    /// <summary>
    /// Adds the place to a mistake that starts with a key and a value, as the options of a service tell them.
    /// </summary>
    public string Place(string mistake)
    {
        var end = mistake.IndexOf(" '", StringComparison.Ordinal);
        if (end < 0)
        {
            return mistake;
        }

        var key = mistake[..end];
        if (OriginOf(key) is { } origin)
        {
            return origin.Rename(key, mistake);
        }

        var value = mistake[(end + 2)..];
        var property = $"{key}:{value[..Math.Max(0, value.IndexOf('\''))]}";
        return OriginOf(property) is { } ofProperty ? ofProperty.Rename(key, mistake) : mistake;
    }
}
