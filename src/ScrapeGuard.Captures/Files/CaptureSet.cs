using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Captures;

/// <summary>
/// One or several captures as one run of events. One capture can be read by blocks, which the caller may decode on
/// several threads; several are merged by event time.
/// </summary>
/// <remarks>
/// The merge takes the earliest of the captures' next events; at equal times the capture that was named first goes
/// first. A capture in order stays in order; one that is roughly in order keeps its own order, and its late events come
/// out late, as they would live. It looks ahead by one block a capture.
/// </remarks>
public sealed class CaptureSet : IDisposable
{
    /// <summary>Most captures of a set: each holds a file open and a block in memory.</summary>
    public const int MaxFiles = 512;

    /// <summary>Bytes that the blocks of all captures of a merge may take together.</summary>
    private const int MergeBytes = 64 << 20;

    private readonly CaptureFile[] _files;
    private readonly PriorityQueue<CaptureCursor, (long Micros, int Order)> _heads = new();
    private bool _merging;

    private CaptureSet(CaptureFile[] files) => _files = files;

    /// <summary>The captures, in the order in which they were named.</summary>
    public IReadOnlyList<CaptureFile> Files => _files;

    /// <summary>Whether a merge reads artist and album, for batches that keep them; set before it begins.</summary>
    public bool KeepsWorks { get; set; }

    /// <summary>What became of the lines so far.</summary>
    public CaptureCounters Counters { get; } = new();

    /// <summary>Bytes of all captures on the disk; null when one is a pipe.</summary>
    public long? TotalBytes => _files.Sum(file => file.TotalBytes ?? 0) is var sum
        && _files.All(file => file.TotalBytes is not null) ? sum : null;

    /// <summary>Bytes read of <see cref="TotalBytes"/>. Any thread may ask.</summary>
    public long ConsumedBytes => _files.Sum(file => file.ConsumedBytes);

    /// <summary>Share that is read, 0 to 1; null when it is not known, or there is nothing.</summary>
    public double? ShareRead => TotalBytes is > 0 and var total ? ConsumedBytes / (double)total : null;

    /// <summary>Where and why reading stopped early, for each capture where it did.</summary>
    public IReadOnlyList<string> Warnings => [.. _files.Where(file => file.Truncated).Select(file => file.Warning!)];

    /// <summary>Opens captures. All that are wrong are told of, not only the first.</summary>
    /// <param name="paths">1 to <see cref="MaxFiles"/> files; one may be
    /// <see cref="CaptureFile.StandardInput"/>.</param>
    /// <param name="options">How to read them.</param>
    public static CaptureSetOpening Open(IReadOnlyList<string> paths, CaptureOptions options)
    {
        var errors = new List<string>(CaptureOptionsValidator.Validate(options));
        if (paths.Count is 0 or > MaxFiles)
        {
            errors.Add($"captures '{paths.Count}': must be 1 to {MaxFiles} files");
        }

        if (paths.Count(path => path == CaptureFile.StandardInput) > 1)
        {
            errors.Add($"captures '{CaptureFile.StandardInput}': standard input can be read only once");
        }

        if (errors.Count > 0)
        {
            return new CaptureSetOpening(Set: null, errors);
        }

        var shared = options with { BlockBytes = SharedBlockBytes(paths.Count, options.BlockBytes) };
        return Combine([.. paths.Select(path => CaptureFile.Open(path, shared))]);
    }

    /// <summary>Bytes of a block when so many captures are merged: together they stay within a bound.</summary>
    /// <param name="captures">How many there are.</param>
    /// <param name="blockBytes">Bytes of a block where there is room.</param>
    public static int SharedBlockBytes(int captures, int blockBytes) =>
        Math.Clamp(MergeBytes / captures, CaptureOptionsValidator.MinBlockBytes, blockBytes);

    /// <summary>Makes one set of captures opened one by one.</summary>
    public static CaptureSetOpening Combine(IReadOnlyList<CaptureOpening> openings)
    {
        string[] errors = [.. openings.SelectMany(opening => opening.Errors)];
        CaptureFile[] files = [.. openings.Select(opening => opening.File).OfType<CaptureFile>()];
        if (errors.Length == 0)
        {
            return new CaptureSetOpening(new CaptureSet(files), []);
        }

        foreach (var file in files)
        {
            file.Dispose();
        }

        return new CaptureSetOpening(Set: null, errors);
    }

    /// <summary>
    /// Fills a block with the next lines of the one capture. Decode it with a decoder of <c>Files[0].Format</c>, on any
    /// thread, and hand it to <see cref="Count"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">There are several captures: these must be merged.</exception>
    public bool TryReadBlock(LineBlock block)
    {
        if (_files.Length != 1)
        {
            throw new InvalidOperationException("Only one capture can be read by blocks; several are merged.");
        }

        return _files[0].TryReadBlock(block);
    }

    /// <summary>
    /// Adds what became of a decoded block of <see cref="TryReadBlock"/> to the counters. Any thread may.
    /// </summary>
    public void Count(LineBlock block) => Counters.Add(block, 0, _files[0].Name);

    /// <summary>Clears a batch and fills it with the next events, in order of the merge.</summary>
    /// <param name="batch">Receives them; its rejected counts stay 0, malformed lines are in
    /// <see cref="Counters"/>.</param>
    /// <param name="maxEvents">Most events to give.</param>
    /// <returns>False when no capture has any event left.</returns>
    public bool TryReadBatch(EventBatch batch, int maxEvents)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxEvents, 1);
        batch.Clear();
        if (!_merging)
        {
            StartMerge();
        }

        while (batch.Count < maxEvents && _heads.TryDequeue(out var cursor, out _))
        {
            TakeRun(cursor, batch, maxEvents);
            if (cursor.TryLoad())
            {
                _heads.Enqueue(cursor, (cursor.HeadMicros, cursor.Order));
            }
        }

        return batch.Count > 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files)
        {
            file.Dispose();
        }
    }

    private void StartMerge()
    {
        _merging = true;
        for (var i = 0; i < _files.Length; i++)
        {
            var cursor = new CaptureCursor(_files[i], i, Counters, KeepsWorks);
            if (cursor.TryLoad())
            {
                _heads.Enqueue(cursor, (cursor.HeadMicros, cursor.Order));
            }
        }
    }

    /// <summary>
    /// Takes events of one capture for as long as it is the first: captures of different hours cost no heap.
    /// </summary>
    private void TakeRun(CaptureCursor cursor, EventBatch batch, int maxEvents)
    {
        var others = _heads.TryPeek(out _, out var next);
        do
        {
            cursor.TakeHead(batch);
        }
        while (batch.Count < maxEvents && cursor.HasMore
            && (!others || (cursor.HeadMicros, cursor.Order).CompareTo(next) < 0));
    }
}
