using ScrapeGuard.Engine.Partitions;

namespace ScrapeGuard.Kafka.Profiles;

/// <summary>The sum of all epochs up to one, cut into records that a broker takes by its defaults.</summary>
internal static class ProfileSum
{
    /// <summary>Bytes of a part: the broker's own bound on a record is 1 MB.</summary>
    private const int PartBytes = 256 * 1_024;

    /// <summary>The records of a sum.</summary>
    public static IEnumerable<(ProfileKey Key, byte[] Value)> Cut(PopularitySum sum)
    {
        var parts = (sum.Bytes.Length + PartBytes - 1) / PartBytes;
        for (var part = 0; part < parts; part++)
        {
            var bytes = sum.Bytes.AsSpan(part * PartBytes, Math.Min(PartBytes, sum.Bytes.Length - (part * PartBytes)));
            yield return (new ProfileKey(ProfileKind.Sum, part, sum.Epoch, $"{parts}"), bytes.ToArray());
        }
    }

    /// <summary>The newest sum of which all parts are there; null: none.</summary>
    public static PopularitySum? Newest(IEnumerable<(ProfileKey Key, byte[] Value)> parts)
    {
        foreach (var sum in parts.GroupBy(part => part.Key.Number).OrderByDescending(sum => sum.Key))
        {
            var inOrder = sum.OrderBy(part => part.Key.Partition).ToList();
            if (int.TryParse(inOrder[0].Key.Owner, out var count) && inOrder.Count == count)
            {
                return new PopularitySum(sum.Key, [.. inOrder.SelectMany(part => part.Value)]);
            }
        }

        return null;
    }
}
