using System.Diagnostics.Metrics;

namespace ScrapeGuard.Kafka.Tests.Telemetry;

/// <summary>Sums of counters, last values of gauges and all values of histograms, by name and tags.</summary>
internal sealed class MeterRecording : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _lock = new();

    public MeterRecording(string meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == meter)
            {
                Instruments.Add(instrument);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    public List<Instrument> Instruments { get; } = [];

    public Dictionary<string, double> Values { get; } = [];

    public Dictionary<string, List<double>> Recorded { get; } = [];

    /// <summary>The values of gauges and observed counters, asked for anew.</summary>
    public Dictionary<string, double> Observe()
    {
        foreach (var name in Instruments.Where(i => i.IsObservable).Select(i => i.Name))
        {
            foreach (var key in Values.Keys.Where(key => key.Split('{')[0] == name).ToList())
            {
                Values.Remove(key);
            }
        }

        _listener.RecordObservableInstruments();
        return Values;
    }

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var texts = tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}");
        var key = tags.IsEmpty ? instrument.Name : $"{instrument.Name}{{{string.Join(',', texts)}}}";
        lock (_lock)
        {
            if (instrument is Histogram<double>)
            {
                Recorded.TryAdd(key, []);
                Recorded[key].Add(value);
            }
            else
            {
                Values[key] = instrument.IsObservable ? value : Values.GetValueOrDefault(key) + value;
            }
        }
    }
}
