using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace ScrapeGuard.Telemetry.Exposition;

/// <summary>
/// A page in Prometheus' text format 0.0.4, in order of names and labels. Of series that would be one the first is
/// taken, since a page with a series twice is refused whole; how many were left out stands on the page.
/// </summary>
internal sealed class PrometheusPage
{
    private readonly SortedDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private int _dropped;

    /// <summary>The page of what was collected.</summary>
    public static string Write(in Batch<Metric> batch)
    {
        var metrics = new List<Metric>();
        foreach (var metric in batch)
        {
            metrics.Add(metric);
        }

        var page = new PrometheusPage();
        foreach (var metric in metrics
            .OrderBy(metric => metric.Name, StringComparer.Ordinal)
            .ThenBy(metric => metric.MeterName, StringComparer.Ordinal))
        {
            page.Add(metric);
        }

        return page.Text();
    }

    private void Add(Metric metric)
    {
        var kind = KindOf(metric.MetricType);
        var name = ExpositionNames.OfMetric(metric.Name, metric.Unit ?? "", kind);
        if (!_families.TryGetValue(name, out var family))
        {
            family = new MetricFamily(name, kind, string.IsNullOrEmpty(metric.Description) ? name : metric.Description);
            _families.Add(name, family);
        }

        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var labels = LabelText.Of(point.Tags);
            var isTaken = family.Kind == kind && (kind == FamilyKind.Histogram
                ? family.TryAdd(labels, Buckets(metric.MetricType, point), point.GetHistogramSum())
                : family.TryAdd(labels, Value(metric.MetricType, point)));
            _dropped += isTaken ? 0 : 1;
        }
    }

    private string Text()
    {
        var own = new MetricFamily(
            MetricsPage.DroppedSeries, FamilyKind.Gauge, "Series left out here: others had their name.");
        own.TryAdd("", _dropped);
        _families[MetricsPage.DroppedSeries] = own;
        var text = new StringBuilder();
        foreach (var family in _families.Values)
        {
            family.WriteTo(text);
        }

        return text.ToString();
    }

    // What can fall is a gauge.
    private static FamilyKind KindOf(MetricType type) => type switch
    {
        MetricType.LongSum or MetricType.DoubleSum => FamilyKind.Counter,
        MetricType.Histogram or MetricType.ExponentialHistogram => FamilyKind.Histogram,
        _ => FamilyKind.Gauge,
    };

    private static double Value(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
        MetricType.LongGauge => point.GetGaugeLastValueLong(),
        _ => point.GetGaugeLastValueDouble(),
    };

    // The format has no exponential buckets: of those only the count and the sum are told.
    private static List<(double Bound, long Count)> Buckets(MetricType type, in MetricPoint point)
    {
        var buckets = new List<(double Bound, long Count)>();
        if (type == MetricType.Histogram)
        {
            foreach (var bucket in point.GetHistogramBuckets())
            {
                buckets.Add((bucket.ExplicitBound, bucket.BucketCount));
            }
        }

        return buckets.Count > 0 ? buckets : [(double.PositiveInfinity, point.GetHistogramCount())];
    }
}
