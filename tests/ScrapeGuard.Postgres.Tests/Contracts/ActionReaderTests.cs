using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Guarding;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Postgres.Tests.Records;

namespace ScrapeGuard.Postgres.Tests.Contracts;

/// <summary>The same history in both stores: people see the same.</summary>
[TestFixture]
internal sealed class ActionReaderTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly StoredJson Json = StoredJson.Default;

    [Test]
    public async Task Answers_ARandomHistory_AreTheSameInBothStores([Range(1, 2)] int seed)
    {
        await using var memory = await StoreUnderTest.OpenAsync("memory");
        await using var postgres = await StoreUnderTest.OpenAsync("postgres");
        var drawn = new Drawn(seed);
        for (var i = 0; i < 25; i++)
        {
            var changes = Draw(drawn);
            await memory.CommitAsync(changes);
            await postgres.CommitAsync(changes);
        }

        foreach (var query in CaseQueries(drawn))
        {
            var there = await memory.Reader.CasesAsync(query, None);
            var here = await postgres.Reader.CasesAsync(query, None);
            here.Items.Select(one => one.Id).Should().Equal(there.Items.Select(one => one.Id), $"seed {seed}: {query}");
            here.HasMore.Should().Be(there.HasMore, $"seed {seed}: {query}");
        }

        foreach (var query in AuditQueries(drawn))
        {
            var there = await memory.Reader.AuditAsync(query, None);
            var here = await postgres.Reader.AuditAsync(query, None);
            here.Items.Select(one => one.Sequence).Should()
                .Equal(there.Items.Select(one => one.Sequence), $"seed {seed}: {query}");
            here.HasMore.Should().Be(there.HasMore, $"seed {seed}: {query}");
        }

        var expected = await AnswersAsync(memory.Reader);
        var found = await AnswersAsync(postgres.Reader);

        found.Keys.Should().BeEquivalentTo(expected.Keys);
        foreach (var (question, answer) in expected)
        {
            found[question].Should().Be(answer, $"seed {seed}: {question}");
        }
    }

    private static ChangeSet Draw(Drawn drawn)
    {
        var name = $"account{drawn.Next(4)}";
        return new ChangeSet
        {
            Accounts = [drawn.Account(name)],
            Effects = [drawn.Effect(name, drawn.Next(1_000_000)), drawn.Effect(name, drawn.Next(1_000_000))],
            Cases = [drawn.Case($"case{drawn.Next(5)}")],
            Notes =
            [
                new CaseNote(drawn.Id(), $"case{drawn.Next(5)}", 1, "ann", CaseNoteKind.Appeal, "no \u2713", name),
            ],
            Decisions = [drawn.Kept(name)],
            Commands =
            [
                new KeptCommand(
                    drawn.Command(
                        drawn.Flag() ? CommandKind.Restore : CommandKind.Note,
                        new CommandTarget(drawn.Flag() ? CommandScope.Account : CommandScope.Campaign, name)),
                    new CommandOutcome("x", IsAccepted: true, "done"), drawn.Micros()),
            ],
            Counters = [new CounterChange(CounterKind.Collateral, $"challenge {drawn.Next(3)}", drawn.Next(5), 2)],
            Audit = [drawn.Fact(name)],
        };
    }

    private static IEnumerable<CaseQuery> CaseQueries(Drawn drawn) => Enumerable.Range(0, 60).Select(_ => new CaseQuery
    {
        IsOpen = drawn.Flag() ? drawn.Flag() : null,
        Subject = drawn.Flag() ? (CaseSubject)(1 + drawn.Next(3)) : null,
        HasAppeal = drawn.Flag() ? drawn.Flag() : null,
        NameStart = drawn.Next(3) == 0 ? drawn.Name().EnumerateRunes().First().ToString() : null,
        ChangedFromMicros = drawn.Next(3) == 0 ? drawn.Micros() : null,
        ChangedBeforeMicros = drawn.Next(3) == 0 ? drawn.Micros() : null,
        Skip = drawn.Next(3),
        Max = 1 + drawn.Next(3),
    });

    private static IEnumerable<AuditQuery> AuditQueries(Drawn drawn) => Enumerable.Range(0, 60).Select(_ =>
        new AuditQuery
        {
            Account = drawn.Flag() ? $"account{drawn.Next(5)}" : null,
            Case = drawn.Next(3) == 0 ? $"text {drawn.Next(9)}" : null,
            Actor = drawn.Next(3) == 0 ? drawn.Flag() ? "ann" : "scrapeguard" : null,
            Cause = drawn.Next(3) == 0 ? $"text {drawn.Next(9)}" : null,
            BeforeSequence = drawn.Flag() ? drawn.Next(30) : null,
            Max = 1 + drawn.Next(5),
        });

    private static async Task<Dictionary<string, string>> AnswersAsync(IActionReader reader)
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var state in Enum.GetValues<EffectState>())
        {
            answers[$"effects {state}"] = Text(await reader.EffectsAsync(state, 1, 5, None));
        }

        for (var i = 0; i < 5; i++)
        {
            answers[$"account {i}"] = await reader.AccountAsync($"account{i}", None) is { } account
                ? Drawn.Json(account, Json.KnownAccount)
                : "none";
            answers[$"effects {i}"] = Text(await reader.EffectsAsync($"account{i}", 3, None));
            answers[$"decisions {i}"] = string.Join('\n', (await reader.DecisionsAsync($"account{i}", 3, None))
                .Select(kept => Drawn.Json(kept, Json.KeptDecision)));
            answers[$"commands {i}"] = string.Join(' ', (await reader.CommandsAsync($"account{i}", 1, 3, None))
                .Select(kept => kept.Command.Id));
            answers[$"history {i}"] = await AccountHistory.ReadAsync(reader, $"account{i}", 2, None) is { } history
                ? $"{history.Effects.Count} {history.Decisions.Count} {history.Commands.Count} {history.Audit.Count}"
                : "none";
            answers[$"case {i}"] = await reader.CaseAsync($"case{i}", None) is { } known
                ? Drawn.Json(known, Json.Case)
                : "none";
            answers[$"case effects {i}"] = Text(await reader.CaseEffectsAsync($"case{i}", 4, None));
            answers[$"case notes {i}"] = string.Join('\n', (await reader.CaseNotesAsync($"case{i}", 4, None))
                .Select(note => Drawn.Json(note, Json.CaseNote)));
            answers[$"case decisions {i}"] = string.Join(' ', (await reader.CaseDecisionsAsync($"case{i}", 4, None))
                .Select(kept => kept.Decision.TimeMicros));
        }

        answers["commands"] = string.Join(' ', (await reader.CommandsAsync(account: null, 2, 9, None))
            .Select(kept => kept.Command.Id));
        answers["cases"] = string.Join(' ', (await reader.CasesAsync(onlyOpen: false, 1, 3, None)).Select(c => c.Id));
        answers["open"] = string.Join(' ', (await reader.CasesAsync(onlyOpen: true, 0, 9, None)).Select(c => c.Id));
        answers["counts"] = string.Join(' ', (await reader.CountEffectsAsync(None)).Where(count => count.Value > 0)
            .OrderBy(count => count.Key));
        answers["collateral"] = string.Join(' ', (await reader.CountersAsync(CounterKind.Collateral, 2, None))
            .Where(count => count.Value > 0).OrderBy(count => count.Key, StringComparer.Ordinal));
        return answers;
    }

    private static string Text(IEnumerable<Effect> effects) =>
        string.Join('\n', effects.Select(effect => Drawn.Json(effect, Json.Effect)));
}
