using ScrapeGuard.Detection.Ensembles;

namespace ScrapeGuard.Detection.Evaluation;

/// <summary>
/// Measures ensembles on a labelled table: each is fitted to the whole table without labels and scores the same
/// rows, as the published numbers do. Speed is of scoring alone, on the calling thread.
/// </summary>
/// <param name="Auroc">Area under the receiver operating characteristic over the seeds.</param>
/// <param name="Auprc">Average precision over the seeds.</param>
/// <param name="RowsPerSecond">Rows scored in a second by one thread.</param>
public sealed record TableEvaluation(MeanAndDeviation Auroc, MeanAndDeviation Auprc, double RowsPerSecond)
{
    /// <summary>
    /// Runs of about this many seconds are timed apart; their median is not moved by a short disturbance.
    /// </summary>
    private const double RunSeconds = 0.02;

    /// <exception cref="ArgumentException">Options out of range, or a table that nothing can be fitted to.</exception>
    public static TableEvaluation Run(AnomalyTable table, TableEvaluationOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var errors = options.Validate();
        if (errors.Count > 0)
            throw new ArgumentException(string.Join("; ", errors), nameof(options));
        var scores = new float[table.Rows];
        var auroc = new double[options.Seeds];
        var auprc = new double[options.Seeds];
        AnomalyEnsemble? ensemble = null;
        for (var i = 0; i < options.Seeds; i++)
        {
            var forest = options.Ensemble.Forest with { Seed = (ulong)i + 1 };
            ensemble = AnomalyEnsembleTrainer.Fit(
                table.Values, table.Columns, options.Ensemble with { Forest = forest });
            ensemble.Score(table.Values, scores);
            auroc[i] = RankedLabels.Auroc(scores, table.Labels);
            auprc[i] = RankedLabels.AveragePrecision(scores, table.Labels);
        }
        var speed = Speed(ensemble!, table, scores, options.TimingSeconds, time);
        return new TableEvaluation(MeanAndDeviation.Of(auroc), MeanAndDeviation.Of(auprc), speed);
    }

    private static double Speed(
        AnomalyEnsemble ensemble, AnomalyTable table, float[] scores, double seconds, TimeProvider time)
    {
        // The warm-up is as long as a third of the measurement: the just-in-time compiler's last tier comes meanwhile.
        var warmedUp = time.GetTimestamp();
        do
            ensemble.Score(table.Values, scores);
        while (time.GetElapsedTime(warmedUp).TotalSeconds < seconds / 3);

        var speeds = new List<double>();
        var began = time.GetTimestamp();
        do
        {
            var start = time.GetTimestamp();
            var repeats = 0;
            double elapsed;
            do
            {
                ensemble.Score(table.Values, scores);
                repeats++;
                elapsed = time.GetElapsedTime(start).TotalSeconds;
            }
            while (elapsed < RunSeconds && elapsed > 0);
            speeds.Add(elapsed > 0 ? (double)repeats * table.Rows / elapsed : double.PositiveInfinity);
        }
        while (time.GetElapsedTime(began).TotalSeconds < seconds && double.IsFinite(speeds[^1]));
        speeds.Sort();
        return speeds[speeds.Count / 2];
    }
}
