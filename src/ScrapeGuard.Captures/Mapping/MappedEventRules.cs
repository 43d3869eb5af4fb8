using System.Text;

namespace ScrapeGuard.Captures;

/// <summary>
/// A <see cref="CaptureMapping"/> made ready for the data plane: texts as bytes. Immutable, shared by threads.
/// </summary>
internal sealed class MappedEventRules
{
    public MappedEventRules(CaptureMapping mapping)
    {
        Constants = [.. mapping.Constants.OrderBy(constant => constant.Key)
            .Select(constant => (constant.Key, Encoding.UTF8.GetBytes(constant.Value)))];
        HasConstantOperation = mapping.Constants.ContainsKey(MappedField.Operation);
        Time = mapping.Time;
        TrackSeparator = (byte)mapping.TrackSeparator;
        Paths = mapping.Paths;
    }

    public (MappedField Field, byte[] Value)[] Constants { get; }

    public bool HasConstantOperation { get; }

    public TimeFormat Time { get; }

    public byte TrackSeparator { get; }

    public PathRules Paths { get; }
}
