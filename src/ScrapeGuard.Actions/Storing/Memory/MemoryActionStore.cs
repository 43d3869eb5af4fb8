using System.Runtime.CompilerServices;
using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Audit;
using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Guarding;

namespace ScrapeGuard.Actions.Storing.Memory;

/// <summary>
/// The store of one process: in memory, and of a journal again after a restart. For demo, simulation and tests; it
/// forgets the oldest finished effects and decisions beyond a number, and counts them.
/// </summary>
public sealed class MemoryActionStore : IActionStore, IActionReader, IAuditReader, IDisposable
{
    private const int AuditPage = 1_000;

    private readonly MemoryTables _tables;
    private readonly IJournal? _journal;
    private readonly SemaphoreSlim _lock = new(1, 1);

    /// <param name="maxFinished">Most finished effects, and most decisions, that are kept.</param>
    public MemoryActionStore(int maxFinished = 1_000_000)
        : this(new MemoryTables(maxFinished), journal: null)
    {
    }

    private MemoryActionStore(MemoryTables tables, IJournal? journal) => (_tables, _journal) = (tables, journal);

    /// <summary>Finished effects and decisions that were forgotten because there were too many.</summary>
    public long Forgotten => _tables.Forgotten;

    /// <summary>Makes a store of a journal, which then takes every transaction.</summary>
    /// <exception cref="FormatException">A line is none of a journal.</exception>
    public static async Task<MemoryActionStore> OpenAsync(IJournal journal, int maxFinished,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var tables = new MemoryTables(maxFinished);
        await foreach (var bytes in journal.ReadAsync(cancellation).ConfigureAwait(false))
        {
            var line = JournalLine.Parse(bytes.Span);
            if (line.Changes is { } changes)
            {
                tables.Apply(changes);
            }

            if (line is { Channel: { } channel, Published: { } ids })
            {
                tables.Published(channel, ids);
            }
        }

        return new MemoryActionStore(tables, journal);
    }

    public async Task<IActionTransaction> BeginAsync(CancellationToken cancellation)
    {
        await _lock.WaitAsync(cancellation).ConfigureAwait(false);
        return new MemoryTransaction(_tables, CommitAsync, () => _lock.Release());
    }

    public Task<IReadOnlyList<OutgoingEvent>> TakeOutgoingAsync(OutgoingChannel channel, long nowMicros,
        long leaseMicros, int max, CancellationToken cancellation) =>
        ReadAsync<IReadOnlyList<OutgoingEvent>>(tables => [.. tables.OutgoingOf(channel).Values
            .Where(outgoing => outgoing.DueMicros <= nowMicros).Take(max)
            .Select(outgoing => outgoing.Take(nowMicros + leaseMicros))], cancellation);

    public async Task MarkPublishedAsync(OutgoingChannel channel, IReadOnlyCollection<string> ids, long nowMicros,
        CancellationToken cancellation)
    {
        await _lock.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_journal is not null)
            {
                var line = new JournalLine { Channel = channel, Published = [.. ids] };
                await _journal.AppendAsync(line.ToBytes(), cancellation).ConfigureAwait(false);
            }

            _tables.Published(channel, ids);
        }
        finally
        {
            _lock.Release();
        }
    }

    public Task PostponeAsync(OutgoingChannel channel, IReadOnlyCollection<string> ids, long dueMicros,
        CancellationToken cancellation) =>
        ReadAsync(
            tables =>
            {
                foreach (var outgoing in tables.OutgoingOf(channel).Values
                    .Where(outgoing => ids.Contains(outgoing.Event.Event.Id)))
                {
                    outgoing.DueMicros = dueMicros;
                }

                return true;
            },
            cancellation);

    public Task<KnownAccount?> AccountAsync(string account, CancellationToken cancellation) =>
        ReadAsync(tables => tables.Accounts.GetValueOrDefault(account), cancellation);

    public Task<Effect?> EffectAsync(string id, CancellationToken cancellation) =>
        ReadAsync(tables => tables.Effects.GetValueOrDefault(id), cancellation);

    public Task<IReadOnlyList<Effect>> EffectsAsync(string account, int max, CancellationToken cancellation) =>
        ReadAsync<IReadOnlyList<Effect>>(tables => [.. tables.Effects.Values
            .Where(effect => effect.Account == account).OrderByDescending(effect => effect.Sequence).Take(max)],
            cancellation);

    public Task<IReadOnlyList<Effect>> EffectsAsync(EffectState state, int skip, int max,
        CancellationToken cancellation) =>
        ReadAsync<IReadOnlyList<Effect>>(tables => [.. tables.Effects.Values.Where(effect => effect.State == state)
            .OrderBy(effect => effect.ChangedMicros).ThenBy(effect => effect.Id, StringComparer.Ordinal)
            .Skip(skip).Take(max)], cancellation);

    public Task<IReadOnlyDictionary<EffectState, long>> CountEffectsAsync(CancellationToken cancellation) =>
        ReadAsync<IReadOnlyDictionary<EffectState, long>>(tables => tables.Effects.Values
            .CountBy(effect => effect.State).ToDictionary(entry => entry.Key, entry => (long)entry.Value),
            cancellation);

    public Task<IReadOnlyList<Case>> CasesAsync(bool onlyOpen, int skip, int max, CancellationToken cancellation) =>
        ReadAsync<IReadOnlyList<Case>>(tables => [.. tables.Cases.Values.Where(known => known.IsOpen || !onlyOpen)
            .OrderByDescending(known => known.ChangedMicros).ThenBy(known => known.Id, StringComparer.Ordinal)
            .Skip(skip).Take(max)], cancellation);

    public Task<Page<Case>> CasesAsync(CaseQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadAsync(tables => Page<Case>.Of([.. tables.Cases.Values.Where(query.Matches)
            .OrderByDescending(known => known.ChangedMicros).ThenBy(known => known.Id, StringComparer.Ordinal)
            .Skip(query.Skip).Take(query.Max + 1)], query.Max), cancellation);
    }

    public Task<Case?> CaseAsync(string id, CancellationToken cancellation) =>
        ReadAsync(tables => tables.Cases.GetValueOrDefault(id), cancellation);

    public Task<IReadOnlyList<Effect>> CaseEffectsAsync(string id, int max, CancellationToken cancellation) =>
        ReadAsync<IReadOnlyList<Effect>>(tables => [.. tables.Effects.Values.Where(effect => effect.Case == id)
            .OrderByDescending(effect => effect.CreatedMicros).ThenByDescending(effect => effect.Sequence).Take(max)],
            cancellation);

    public Task<IReadOnlyList<KeptDecision>> CaseDecisionsAsync(string id, int max, CancellationToken cancellation) =>
        ReadAsync<IReadOnlyList<KeptDecision>>(tables => [.. tables.Decisions.Values.Where(kept => kept.Case == id)
            .OrderByDescending(kept => kept.Decision.TimeMicros).Take(max)], cancellation);

    public Task<IReadOnlyList<CaseNote>> CaseNotesAsync(string id, int max, CancellationToken cancellation) =>
        ReadAsync<IReadOnlyList<CaseNote>>(
            tables => [.. tables.Notes.Where(note => note.Case == id).Take(max)], cancellation);

    public Task<IReadOnlyList<KeptDecision>> DecisionsAsync(string account, int max, CancellationToken cancellation) =>
        ReadAsync<IReadOnlyList<KeptDecision>>(tables => [.. tables.Decisions.Values
            .Where(kept => kept.Decision.Account == account).OrderByDescending(kept => kept.Decision.TimeMicros)
            .ThenByDescending(kept => kept.Decision.Id, StringComparer.Ordinal).Take(max)], cancellation);

    public Task<GuardState> GuardAsync(CancellationToken cancellation) =>
        ReadAsync(tables => tables.Guard, cancellation);

    public Task<IReadOnlyList<Wave>> WavesAsync(int max, CancellationToken cancellation) =>
        ReadAsync<IReadOnlyList<Wave>>(tables => [.. tables.Waves.AsEnumerable().Reverse().Take(max)], cancellation);

    public Task<KeptCommand?> CommandAsync(string id, CancellationToken cancellation) =>
        ReadAsync(tables => tables.Commands.GetValueOrDefault(id), cancellation);

    public Task<IReadOnlyList<KeptCommand>> CommandsAsync(string? account, int skip, int max,
        CancellationToken cancellation) =>
        ReadAsync<IReadOnlyList<KeptCommand>>(tables => [.. tables.Commands.Values
            .Where(kept => account is null || kept.Command.Target is { Scope: CommandScope.Account } target
                && target.Name == account)
            .OrderByDescending(kept => kept.TakenMicros).ThenBy(kept => kept.Command.Id, StringComparer.Ordinal)
            .Skip(skip).Take(max)], cancellation);

    public Task<Page<AuditEntry>> AuditAsync(AuditQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadAsync(tables => Page<AuditEntry>.Of(
            [.. tables.Audit.AsEnumerable().Reverse().Where(query.Matches).Take(query.Max + 1)], query.Max),
            cancellation);
    }

    public Task<IReadOnlyDictionary<string, long>> CountersAsync(CounterKind kind, long fromBucket,
        CancellationToken cancellation) =>
        ReadAsync<IReadOnlyDictionary<string, long>>(tables => tables.Counters.Keys.Where(key => key.Kind == kind)
            .ToDictionary(key => key.Scope, key => (long)tables.Sum(kind, key.Scope, fromBucket)), cancellation);

    public Task<long> CountOutgoingAsync(OutgoingChannel channel, CancellationToken cancellation) =>
        ReadAsync(tables => (long)tables.OutgoingOf(channel).Count, cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<AuditEntry> ReadAsync(long afterSequence,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var from = afterSequence;
            var page = await ReadAsync(
                tables => tables.Audit.GetRange((int)Math.Min(from, tables.Audit.Count),
                    (int)Math.Min(AuditPage, Math.Max(0, tables.Audit.Count - from))), cancellation)
                .ConfigureAwait(false);
            if (page.Count == 0)
            {
                yield break;
            }

            foreach (var entry in page)
            {
                yield return entry;
            }

            afterSequence = page[^1].Sequence;
        }
    }

    public void Dispose() => _lock.Dispose();

    private async Task CommitAsync(ChangeSet changes, CancellationToken cancellation)
    {
        if (_journal is not null)
        {
            await _journal.AppendAsync(new JournalLine { Changes = changes }.ToBytes(), cancellation)
                .ConfigureAwait(false);
        }

        _tables.Apply(changes);
    }

    private async Task<T> ReadAsync<T>(Func<MemoryTables, T> read, CancellationToken cancellation)
    {
        await _lock.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return read(_tables);
        }
        finally
        {
            _lock.Release();
        }
    }
}
