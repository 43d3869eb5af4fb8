using Microsoft.ML;
using Microsoft.ML.Data;

namespace ScrapeGuard.Detection.MlNet.Scoring;

/// <summary>A scorer, or why a file gives none.</summary>
internal sealed record ScorerLoading
{
    private const int MaxCauseLength = 300;

    private ScorerLoading()
    {
    }

    public MlNetScorer? Scorer { get; private init; }

    public string? Error { get; private init; }

    /// <summary>Loads a file that MlNetArchive has looked through.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="names">Names of the features that rows have.</param>
    public static ScorerLoading Load(byte[] file, IReadOnlyList<string> names)
    {
        try
        {
            var context = new MLContext(seed: 0);
            var loaded = context.Model.Load(new MemoryStream(file, writable: false), out var schema);

            // What trains only, such as a filter of rows, is left out where a chain says so.
            var model = loaded is TransformerChain<ITransformer> chain
                ? chain.GetModelFor(TransformerScope.Scoring)
                : loaded;
            return Bind(model, schema, names);
        }
        catch (FileNotFoundException exception) when (exception.FileName is { } assembly)
        {
            return Fault($"it needs {assembly.Split(',')[0]}, which this program was built without");
        }
        catch (Exception exception) when (exception is not ThreadAbortException)
        {
            // ML.NET throws whatever its readers come upon: of a file that is no good, each is the same answer.
            return Fault($"ML.NET cannot read it: {FirstLine(exception)}");
        }
    }

    private static ScorerLoading Bind(ITransformer model, DataViewSchema schema, IReadOnlyList<string> names)
    {
        if (!model.IsRowToRowMapper)
            return Fault("it does not score row by row");
        var mapper = model.GetRowToRowMapper(schema);
        if (ScoreColumn.Find(mapper.OutputSchema, out var mistake) is not { } score)
            return Fault(mistake!);
        var binding = FeatureBinding.Of(schema, mapper.GetDependencies([score.Column]), names, out mistake);
        if (binding is null)
            return Fault(mistake!);
        var scorer = new MlNetScorer(mapper, binding, score);

        // The first score builds what the rest use: what is wrong within the file shows here, not while it judges.
        scorer.Score(new float[names.Count]);
        return new ScorerLoading { Scorer = scorer };
    }

    private static ScorerLoading Fault(string error) => new() { Error = error };

    private static string FirstLine(Exception exception)
    {
        // Reflection and the pipeline wrap what really happened.
        var inner = exception.GetBaseException().Message.AsSpan().Trim();
        var end = inner.IndexOfAny('\r', '\n');
        var line = end < 0 ? inner : inner[..end];
        return line.Length > MaxCauseLength ? string.Concat(line[..MaxCauseLength], "...") : line.ToString();
    }
}
