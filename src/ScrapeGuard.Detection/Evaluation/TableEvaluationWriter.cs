using System.Text.Json;

namespace ScrapeGuard.Detection.Evaluation;

/// <summary>
/// Writes an evaluation as one JSON line:
/// <c>{"auroc":{"mean":m,"sd":s},"auprc":{"mean":m,"sd":s},"rowsPerSecond":r}</c>. What cannot be computed (a table of
/// one kind of rows alone) is null.
/// </summary>
public static class TableEvaluationWriter
{
    public static void WriteLine(Stream output, TableEvaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(evaluation);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            Write(json, "auroc", evaluation.Auroc);
            Write(json, "auprc", evaluation.Auprc);
            WriteNumber(json, "rowsPerSecond", Math.Round(evaluation.RowsPerSecond));
            json.WriteEndObject();
        }
        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, string name, MeanAndDeviation measure)
    {
        json.WriteStartObject(name);
        WriteNumber(json, "mean", measure.Mean);
        WriteNumber(json, "sd", measure.Deviation);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }
}
