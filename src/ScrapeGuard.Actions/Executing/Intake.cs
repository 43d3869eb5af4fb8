using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Guarding;
using ScrapeGuard.Actions.Planning;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Actions.Executing;

/// <summary>Takes a batch of decisions and commands into the store.</summary>
internal static class Intake
{
    public static async Task<IReadOnlyList<CommandOutcome>> TakeAsync(IActionStore store, PlanContext context,
        IReadOnlyList<Decision> decisions, IReadOnlyList<OperatorCommand> commands,
        IReadOnlyDictionary<string, (AccountProfile Profile, long AskedMicros)> profiles,
        CancellationToken cancellation)
    {
        var transaction = await store.BeginAsync(cancellation).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var snapshot = await transaction.LoadAsync(KeysOf(decisions, commands), cancellation)
                .ConfigureAwait(false);
            var plan = new Plan(snapshot, context);
            await LoadFailedAsync(transaction, plan, commands, cancellation).ConfigureAwait(false);
            Learn(plan, profiles);
            var concerned = decisions.Select(decision => decision.Account).Concat(commands
                .Where(command => command.Kind.IsOrder() && command.Target.Scope == CommandScope.Account)
                .Select(command => command.Target.Name));
            var use = await transaction.UseAsync(plan.ScopesOf(concerned), Budgets.HourFrom(plan.Now),
                Budgets.DayFrom(plan.Now), cancellation).ConfigureAwait(false);
            plan.Add(use);
            foreach (var decision in decisions)
            {
                DecisionPlanner.Take(plan, decision);
            }

            var waves = snapshot.Waves.Count;
            var outcomes = new List<CommandOutcome>(commands.Count);
            foreach (var command in commands)
            {
                outcomes.Add(CommandPlanner.Take(plan, command, waves));
                waves += command.Target.IsMany ? 1 : 0;
            }

            var changes = plan.Finish();
            if (!changes.IsEmpty)
            {
                await transaction.CommitAsync(changes, cancellation).ConfigureAwait(false);
            }

            return outcomes;
        }
    }

    private static SnapshotKeys KeysOf(IReadOnlyList<Decision> decisions, IReadOnlyList<OperatorCommand> commands)
    {
        var accounts = decisions.Select(decision => decision.Account).ToHashSet(StringComparer.Ordinal);
        var cases = decisions.Select(CasePlanner.IdOf).ToHashSet(StringComparer.Ordinal);
        var effects = new HashSet<string>(StringComparer.Ordinal);
        cases.Add(CasePlanner.OfGuard);
        foreach (var target in commands.Select(command => command.Target))
        {
            if (target.Scope == CommandScope.Account)
            {
                accounts.Add(target.Name);
                cases.Add(PlanIds.OfCase(Cases.CaseSubject.Account, target.Name));
            }
            else if (target.Scope == CommandScope.Effect)
            {
                effects.Add(target.Name);
            }
            else if (target.Scope == CommandScope.Campaign)
            {
                cases.Add(PlanIds.OfCase(Cases.CaseSubject.Campaign, target.Name));
            }
        }

        return new SnapshotKeys
        {
            Accounts = accounts,
            Effects = effects,
            Cases = cases,
            Decisions = decisions.Select(decision => decision.Id).ToHashSet(StringComparer.Ordinal),
            Commands = commands.Select(command => command.Id).ToHashSet(StringComparer.Ordinal),
        };
    }

    /// <summary>An approval of an account may mean its effect that failed.</summary>
    private static async Task LoadFailedAsync(IActionTransaction transaction, Plan plan,
        IReadOnlyList<OperatorCommand> commands, CancellationToken cancellation)
    {
        var failed = commands.Where(command => command is
        { Kind: CommandKind.Approve, Target.Scope: CommandScope.Account })
            .Select(command => plan.Account(command.Target.Name).FailedEffect).OfType<string>()
            .Distinct(StringComparer.Ordinal).ToList();
        if (failed.Count > 0)
        {
            plan.Add(await transaction.LoadAsync(new SnapshotKeys { Effects = failed }, cancellation)
                .ConfigureAwait(false));
        }
    }

    private static void Learn(Plan plan,
        IReadOnlyDictionary<string, (AccountProfile Profile, long AskedMicros)> profiles)
    {
        foreach (var (name, (profile, asked)) in profiles)
        {
            var account = plan.Account(name);
            if (account.ProfileMicros != asked)
            {
                plan.Set(account with
                {
                    Profile = profile,
                    ProfileMicros = asked,
                    Cohorts = Cohorts.Of(profile, plan.Policy, plan.Now),
                });
            }
        }
    }
}
