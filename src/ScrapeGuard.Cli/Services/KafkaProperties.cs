using System.Collections.Immutable;
using Confluent.Kafka;
using ScrapeGuard.Cli.Commands;

namespace ScrapeGuard.Cli.Services;

/// <summary>Properties of librdkafka as options give them, and whether librdkafka takes them.</summary>
internal static class KafkaProperties
{
    public const string Option = "--kafka-property";

    /// <summary>Reads <c>NAME=VALUE</c>; of a wrong one nothing is shown, as it may be all secret.</summary>
    public static ImmutableSortedDictionary<string, string> Read(IEnumerable<string> given, List<string> errors)
    {
        var properties = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var property in given)
        {
            var equals = property.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                errors.Add($"{Option}: must be NAME=VALUE");
                continue;
            }

            // The last of a name counts, as for an option that is given in a script and again by its caller.
            properties[property[..equals].ToLowerInvariant()] = property[(equals + 1)..];
        }

        return properties.ToImmutable();
    }

    /// <summary>
    /// Asks librdkafka for each property whether it takes it; its own words would tell the value. Nothing is connected
    /// to. The library must have been loaded.
    /// </summary>
    public static IEnumerable<(string Name, string Mistake)> Check(
        ImmutableSortedDictionary<string, string> properties) =>
        from property in properties
        let mistake = MistakeIn(property.Key, property.Value)
        where mistake is not null
        select (property.Key, mistake);

    /// <summary>What librdkafka does not take of the properties that were set, each with its place.</summary>
    public static IEnumerable<string> Check(SettingsLayers layers) =>
        Check(layers.Properties.ToImmutableSortedDictionary(
                property => property.Name, property => property.Value, StringComparer.Ordinal))
            .Select(property => layers.NameOf(SettingCatalogue.Properties + property.Name) + $": {property.Mistake}");

    /// <summary>
    /// Tells what librdkafka does not take of the properties that options gave. True when there is any.
    /// </summary>
    public static bool TellMistakes(ImmutableSortedDictionary<string, string> properties, TextWriter error)
    {
        string[] mistakes = [.. Check(properties).Select(property => $"{Option} {property.Name}: {property.Mistake}")];
        TerminalText.WriteLines(error, mistakes);
        return mistakes.Length > 0;
    }

    private static string? MistakeIn(string name, string value)
    {
        try
        {
            using var client = new ProducerBuilder<Null, Null>([KeyValuePair.Create(name, value)])
                .SetLogHandler((_, _) => { }).Build();
            return null;
        }
        catch (ArgumentException)
        {
            return "librdkafka does not take this value (it is not shown here)";
        }
        catch (InvalidOperationException exception)
        {
            return exception.Message.Contains("No such configuration property", StringComparison.Ordinal)
                ? "is no property of librdkafka"
                : "librdkafka cannot work with this value (it is not shown here)";
        }
    }
}
