using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScrapeGuard.Simulation.Truth;

/// <summary>Writes truth as NDJSON, one account a line, names in camel case; an absent campaign is left out.</summary>
public static class TruthWriter
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static void Write(IEnumerable<AccountTruth> truth, Stream output)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(output);
        foreach (var account in truth)
        {
            JsonSerializer.Serialize(output, account, Format);
            output.WriteByte((byte)'\n');
        }
    }
}
