namespace ScrapeGuard.Benchmarks.Ratio;

/// <summary>
/// Times contestants in turns, A B A B, so that a machine that slows down slows all of them. A ratio is taken within a
/// round, between neighbours in time; the table shows the median of the rounds' ratios. On a machine that others use
/// too, the ratio of the two best rounds is the steadier number.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="events">Events of one run: the unit of the table.</param>
/// <param name="rounds">Timed rounds, at least 1.</param>
/// <param name="warmUps">Rounds before them that are not counted: the compiler's tiers settle in them.</param>
internal sealed class RatioRun(TimeProvider time, long events, int rounds, int warmUps)
{
    /// <summary>Runs all; the first contestant is the baseline.</summary>
    /// <param name="output">Receives the table.</param>
    /// <param name="contestants">Who runs.</param>
    /// <param name="pairs">Contestants by number, the slower first, whose times are compared below the table.</param>
    public void Print(
        TextWriter output, IReadOnlyList<Contestant> contestants, params IReadOnlyList<(int Slow, int Fast)> pairs)
    {
        var seconds = Time(contestants);
        output.WriteLine(
            "| contestant | events/s min | median | max | time / baseline, median | min | max | best / best |");
        output.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (var i = 0; i < contestants.Count; i++)
        {
            var own = seconds[i];
            var ratios = own.Zip(seconds[0], (mine, baseline) => mine / baseline).Order().ToArray();
            var sorted = own.Order().ToArray();
            output.WriteLine($"| {contestants[i].Name} | {events / sorted[^1]:N0} | {events / Median(sorted):N0} | "
                + $"{events / sorted[0]:N0} | {Median(ratios):F3} | {ratios[0]:F3} | {ratios[^1]:F3} | "
                + $"{sorted[0] / seconds[0].Min():F3} |");
        }

        foreach (var (slow, fast) in pairs)
        {
            var gains = seconds[slow].Zip(seconds[fast], (a, b) => a / b).Order().ToArray();
            output.WriteLine($"{contestants[fast].Name} against {contestants[slow].Name}: "
                + $"{Median(gains):F2} times as fast (median of rounds; {gains[0]:F2} to {gains[^1]:F2}; best / best "
                + $"{seconds[slow].Min() / seconds[fast].Min():F2})");
        }
    }

    private double[][] Time(IReadOnlyList<Contestant> contestants)
    {
        var seconds = contestants.Select(_ => new double[rounds]).ToArray();
        for (var round = -warmUps; round < rounds; round++)
        {
            for (var i = 0; i < contestants.Count; i++)
            {
                contestants[i].Prepare?.Invoke();
                var start = time.GetTimestamp();
                contestants[i].Run();
                var elapsed = time.GetElapsedTime(start).TotalSeconds;
                contestants[i].Finish?.Invoke();
                if (round >= 0)
                {
                    seconds[i][round] = elapsed;
                }
            }
        }

        return seconds;
    }

    private static double Median(double[] sorted) =>
        (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
