using System.Globalization;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Cli.Policies;

/// <summary>Reads <c>thresholds</c>, of the policy or of a cohort.</summary>
internal static class ThresholdsBinder
{
    private const string Key = "thresholds";

    /// <param name="parent">The policy or the cohort.</param>
    /// <param name="inherited">Hold for the steps that are left out.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static ScoreThresholds Bind(PolicySection parent, ScoreThresholds inherited, PolicyErrors errors)
    {
        var section = parent.Section(Key);
        (string Step, double? Read, double Inherited)[] steps =
        [
            ("observe", section.Number("observe", 0, 1), inherited.Observe),
            ("throttle", section.Number("throttle", 0, 1), inherited.Throttle),
            ("challenge", section.Number("challenge", 0, 1), inherited.Challenge),
            ("suspend", section.Number("suspend", 0, 1), inherited.Suspend),
        ];
        var days = section.Number("wrongSuspensionEveryAccountDays", 0, PolicyLimits.MaxAccountDays);
        section.ReportUnknownKeys();
        if (section.IsWhole && section.Node is MapNode)
        {
            ReportFalling(section, steps, errors);
        }

        return new ScoreThresholds
        {
            Observe = steps[0].Read ?? inherited.Observe,
            Throttle = steps[1].Read ?? inherited.Throttle,
            Challenge = steps[2].Read ?? inherited.Challenge,
            Suspend = steps[3].Read ?? inherited.Suspend,
            WrongSuspensionEveryAccountDays = days ?? inherited.WrongSuspensionEveryAccountDays,
        };
    }

    /// <summary>
    /// Equal neighbours are allowed: the lower step is then never seen, which is how a step is left out.
    /// </summary>
    private static void ReportFalling(
        PolicySection section, (string Step, double? Read, double Inherited)[] steps, PolicyErrors errors)
    {
        for (var i = 1; i < steps.Length; i++)
        {
            var (lower, step) = (steps[i - 1], steps[i]);
            var wasReported = (lower.Read is null && section.Has(lower.Step))
                || (step.Read is null && section.Has(step.Step));
            var (lowerValue, value) = (lower.Read ?? lower.Inherited, step.Read ?? step.Inherited);
            // Two inherited values are the parent's mistake, reported there.
            if (wasReported || value >= lowerValue || (lower.Read is null && step.Read is null))
            {
                continue;
            }

            // The place is what the file holds: a step that is left out has none.
            var at = step.Read is null ? lower.Step : step.Step;
            var shown = value.ToString(CultureInfo.InvariantCulture);
            errors.Add(section.Find(at)!, section.PathOf(at), section.Find(at) is ScalarNode text ? text.Text : shown,
                $"{step.Step} {shown}{Origin(step.Read)} is below {lower.Step} "
                + $"{lowerValue.ToString(CultureInfo.InvariantCulture)}{Origin(lower.Read)}; thresholds must not "
                    + $"fall from step to step");
        }
    }

    private static string Origin(double? read) => read is null ? " (not set here)" : "";
}
