using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Report;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine;

namespace ScrapeGuard.Cli.Explaining;

/// <summary>Writes what is known of an account for people to read.</summary>
internal sealed class ExplanationText(TextWriter output, AccountWatch watch, AccountSummary summary, Judging judging)
{
    private const int LabelWidth = 14;
    private const string Bars = "·▁▂▃▄▅▆▇█";

    public void Write()
    {
        Line("Account", TerminalText.Of(summary.Account));
        Line("Seen", $"{Shown.Time(summary.FirstMicros)} to {Shown.Time(summary.LastMicros)}"
            + $" ({Shown.Duration((summary.LastMicros - summary.FirstMicros) / 1e6)})");
        WriteTraffic();
        Line("Took", $"{Shown.Count(summary.Exposure.Tracks, "track")}, "
            + $"{Shown.Count(summary.Exposure.AudioTracks)} of them as audio; {Shown.Bytes(summary.Exposure.Bytes)}");
        Line("Judged by", $"policy {TerminalText.Of(judging.Policy.Name)}, model {judging.Model?.Version ?? "none"}");
        Line("Verdict", judging.Policy.Allowlist.Contains(summary.Account)
            ? "none: it is on the policy's allowlist"
            : $"{VerdictNames.Of(summary.Verdict)} at the end; highest score {Shown.Score(summary.HighestScore)}"
                + HighestWhen());
        WriteHistory();
        WriteMoment();
    }

    private void WriteTraffic()
    {
        var tally = watch.Tally;
        var leftOut = tally.Lines - summary.Events;
        Line("Events", Shown.Count(summary.Events) + (leftOut > 0
            ? $", and {Shown.Count(leftOut)} that are late, repeated or of an implausible time" : ""));
        Line("Operations", string.Join(", ", Enum.GetValues<Operation>()
            .Select(operation => (Name: OperationNames.Of(operation), Count: tally.Of(operation)))
            .Where(operation => operation.Count > 0)
            .OrderByDescending(operation => operation.Count)
            .Select(operation => $"{operation.Name} {Shown.Count(operation.Count)}")));
        Line("Status", string.Join(
            ", ", tally.StatusClasses.Select(status => $"{StatusName(status.Key)} {Shown.Count(status.Value)}")));
        Line("Came from", $"{Sources(tally.Addresses, "address", "addresses")}, "
            + $"{Sources(tally.Networks, "network", "networks")}, {Sources(tally.Devices, "device", "devices")}, "
            + Sources(tally.Clients, "client", "clients"));
        var (hours, ofDay, days) = tally.ActiveBetween(summary.FirstMicros, summary.LastMicros);
        Line("Active", $"{Shown.Count(hours, "clock hour")} on {Shown.Count(days, "day")}");
        Line("", $"{BarsOf(ofDay)}  hours of the day, 0 to 23 UTC");
    }

    private void WriteHistory()
    {
        output.WriteLine();
        output.WriteLine(watch.Decisions.Count == 0 ? "No decision was made on it." : "History");
        foreach (var decision in watch.Decisions)
        {
            var mode = decision.Mode == PolicyMode.Shadow ? ", in shadow" : "";
            output.WriteLine($"  {Shown.Time(decision.TimeMicros)}  {VerdictNames.Of(decision.Verdict)}"
                + $" (score {Shown.Score(decision.Score)}{mode}), having taken "
                + $"{Shown.Count(decision.Exposure.Tracks, "track")}, "
                + $"{Shown.Count(decision.Exposure.AudioTracks)} as audio");
            var changes = ClearingChange.Of(decision, judging.Policy.Thresholds);
            foreach (var reason in decision.Reasons)
            {
                var from = changes.Where(change => change.Code == reason.Code).Select(Enough);
                output.WriteLine($"    {ReasonText.Of(reason)}{string.Concat(from)}");
            }
        }
    }

    private static string Enough(ClearingChange change)
    {
        var bound = ReasonText.Value(change.Code, change.Below);
        return change.IsTooLittle
            ? $" (not enough for this step with about {bound})"
            : $" (enough for this step from {bound} on)";
    }

    private void WriteMoment()
    {
        output.WriteLine();
        var moment = watch.Moment;
        if (moment.Evaluations == 0)
        {
            output.WriteLine("It never did enough to be scored.");
            return;
        }

        output.WriteLine(judging.Model is null
            ? $"When it was last scored, {Shown.Time(moment.TimeMicros)}:"
            : $"Least like people {Shown.Time(moment.TimeMicros)}: one person in {Shown.Number(1 / moment.PValue)} "
                + $"looks so (scored {Shown.Count(moment.Evaluations, "time")}; * marks what 90 % of people have not)");
        output.WriteLine($"  {"feature",-28}{"account",14}{"5 % below",14}{"median",14}{"5 % above",14}");
        foreach (var range in FeatureRange.Of(moment.Row, judging.Model))
        {
            var code = $"feature.{range.Name}";
            output.WriteLine($"{(range.IsUnusual ? "* " : "  ")}{range.Name,-28}"
                + $"{ReasonText.Value(code, range.Value),14}{People(code, range.Low),14}"
                + $"{People(code, range.Median),14}{People(code, range.High),14}");
        }

        WriteSmallestChange();
    }

    private void WriteSmallestChange()
    {
        if (LikePeople.Of(watch.Moment, judging.Model) is { Count: > 0 } changes)
        {
            output.WriteLine($"One person in {1 / LikePeople.PValue:0} or more would look so with "
                + string.Join(", ", changes.Select(change =>
                    $"{change.Name} {ReasonText.Value($"feature.{change.Name}", change.To)}")));
        }
    }

    /// <summary>The highest score's moment, where a decision or the model's own score tells it.</summary>
    private string HighestWhen()
    {
        var at = watch.Decisions.Find(decision => (float)decision.Score == (float)summary.HighestScore);
        return at is not null ? $", {Shown.Time(at.TimeMicros)}" : "";
    }

    private void Line(string label, string text) => output.WriteLine($"{label.PadRight(LabelWidth)}{text}");

    private static string People(string code, double value) =>
        double.IsNaN(value) ? "-" : ReasonText.Value(code, value);

    private static string StatusName(int statusClass) =>
        statusClass is >= 1 and <= 5 ? $"{statusClass}xx" : "other";

    private static string Sources(int count, string one, string many) =>
        count == 0 ? $"no known {one}"
        : (count == AccountTally.MaxDistinct ? "at least " : "") + $"{Shown.Count(count)} {(count == 1 ? one : many)}";

    private static string BarsOf(int[] counts)
    {
        var most = Math.Max(1, counts.Max());
        return string.Concat(counts.Select(count => Bars[count == 0 ? 0 : 1 + (count * (Bars.Length - 2) / most)]));
    }
}
