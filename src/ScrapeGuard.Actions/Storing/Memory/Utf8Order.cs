using System.Text;

namespace ScrapeGuard.Actions.Storing.Memory;

/// <summary>
/// The ordinal order of the UTF-8 bytes, which for names beyond the basic plane is not that of UTF-16.
/// </summary>
internal sealed class Utf8Order : IComparer<string>
{
    public static Utf8Order Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        for (var i = 0; i < Math.Min(x!.Length, y!.Length); i++)
        {
            if (x[i] != y[i])
            {
                return char.IsSurrogate(x[i]) || char.IsSurrogate(y[i])
                    ? Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y))
                    : x[i] - y[i];
            }
        }

        return x.Length - y.Length;
    }
}
