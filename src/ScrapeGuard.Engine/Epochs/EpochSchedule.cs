namespace ScrapeGuard.Engine.Epochs;

/// <summary>
/// The order in which every thread takes runs of events and ends of epochs. Over a long gap only those ends are taken
/// at which something can still happen; the others would change nothing.
/// </summary>
internal sealed class EpochSchedule
{
    private readonly long _epochsHeld;

    /// <param name="graceSeconds">How long events are held back.</param>
    public EpochSchedule(long graceSeconds) => _epochsHeld = ((graceSeconds + 1) / Epoch.Seconds) + 1;

    /// <summary>What is to be done, in order.</summary>
    public List<EpochStep> Steps { get; } = [];

    /// <summary>The epoch under way; <see cref="long.MinValue"/> before the first event.</summary>
    public long Current { get; private set; } = long.MinValue;

    /// <summary>Number of the end that comes next.</summary>
    public long NextEnd { get; private set; } = 1;

    /// <summary>Plans for the runs of a few batches.</summary>
    public void Plan(List<EventRun> runs)
    {
        Steps.Clear();
        foreach (var run in runs)
        {
            if (Current == long.MinValue)
            {
                Current = run.Epoch;
            }

            if (run.Epoch < Current)
            {
                // The stream's clock was set back (StreamClock): what is held was told by the wrong one.
                Steps.Add(new EpochStep(EpochStep.Rewind, run.Epoch, default));
                Current = run.Epoch;
            }

            MoveTo(run.Epoch);
            Steps.Add(new EpochStep(0, 0, run));
        }
    }

    /// <summary>Goes on where a checkpoint was written.</summary>
    public void Restore(long current)
    {
        Current = current;
        NextEnd = 1;
    }

    private void MoveTo(long epoch)
    {
        // After this many ends nothing is held any more; the two after them pass on what was taken last.
        var last = Math.Min(epoch, Current + _epochsHeld + 2);
        while (Current < last)
        {
            End(Current);
        }

        // The two ends before the new epoch bring popularity to its age, which is all that the others would do.
        for (var e = Math.Max(Current, epoch - 2); e < epoch; e++)
        {
            End(e);
        }
    }

    private void End(long epoch)
    {
        Steps.Add(new EpochStep(NextEnd++, epoch, default));
        Current = epoch + 1;
    }
}
