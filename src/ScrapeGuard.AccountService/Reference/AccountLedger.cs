using ScrapeGuard.Actions.Accounts;

namespace ScrapeGuard.AccountService.Reference;

/// <summary>
/// The accounts of the reference service, what was done to each, and which key did it. It is the witness of the tests:
/// what it tells of is what happened, whatever replies were lost. Any thread may use it.
/// </summary>
public sealed class AccountLedger
{
    private readonly LedgerOptions _options;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LedgerAccount> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (CarriedOut Done, int Times)> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _underWay = new(StringComparer.Ordinal);
    private readonly List<CarriedOut> _history = [];
    private long _calls;
    private long _repeated;
    private long _turnedAway;

    public AccountLedger(LedgerOptions options)
    {
        if (options.Validate("Ledger").FirstOrDefault() is { } mistake)
        {
            throw new ArgumentException(mistake, nameof(options));
        }

        _options = options;
    }

    /// <summary>Tells what an account is; it is there from now on.</summary>
    /// <returns>False when there is no room.</returns>
    public bool Know(string account, AccountProfile profile)
    {
        lock (_lock)
        {
            if (Find(account, makes: true) is not { } found)
            {
                return false;
            }

            _accounts[account] = found with { Profile = profile };
            return true;
        }
    }

    /// <summary>
    /// A call has come. After <see cref="BeginResult.Fresh"/> comes <see cref="Complete"/> or <see cref="Abandon"/>.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="forgets">Nothing is known of its key: a service that does not remember.</param>
    public BeginResult Begin(AccountCall call, bool forgets = false)
    {
        lock (_lock)
        {
            _calls++;
            var key = call.IdempotencyKey;
            if (!forgets && _keys.TryGetValue(key, out var known))
            {
                var isSame = known.Done.Call is var first && first.Account == call.Account
                    && first.Kind == call.Kind;
                _repeated += isSame ? 1 : 0;
                return isSame ? BeginResult.Repeated : BeginResult.OtherCall;
            }

            if (!forgets && _underWay.ContainsKey(key))
            {
                return BeginResult.UnderWay;
            }

            if (Find(call.Account, makes: !_options.OnlyKnownAccounts) is null)
            {
                return IsFull ? TurnAway() : BeginResult.NoAccount;
            }

            if (_history.Count + _underWay.Count >= _options.MaxEffects)
            {
                return TurnAway();
            }

            _underWay[key] = _underWay.GetValueOrDefault(key) + 1;
            return BeginResult.Fresh;
        }
    }

    /// <summary>What was begun is done.</summary>
    public CarriedOut Complete(AccountCall call, long timeMicros)
    {
        lock (_lock)
        {
            End(call.IdempotencyKey);
            var done = new CarriedOut(_history.Count + 1, timeMicros, call);
            _history.Add(done);
            _keys[call.IdempotencyKey] = (done, _keys.GetValueOrDefault(call.IdempotencyKey).Times + 1);
            _accounts[call.Account] = _accounts[call.Account] with
            {
                State = AccountStates.After(call.Kind),
                Last = done,
            };
            return done;
        }
    }

    /// <summary>What was begun will not be done.</summary>
    public void Abandon(AccountCall call)
    {
        lock (_lock)
        {
            End(call.IdempotencyKey);
        }
    }

    /// <summary>An account; null when it was never named.</summary>
    public LedgerAccount? AccountOf(string account)
    {
        lock (_lock)
        {
            return _accounts.GetValueOrDefault(account);
        }
    }

    /// <summary>
    /// The state of an account, one of <see cref="AccountStates"/>; one that was never named is active.
    /// </summary>
    public string StateOf(string account) => AccountOf(account)?.State ?? AccountStates.Active;

    /// <summary>How often the call with this key was carried out.</summary>
    public int TimesOf(string key)
    {
        lock (_lock)
        {
            return _keys.GetValueOrDefault(key).Times;
        }
    }

    /// <summary>What the call with this key did last; null: nothing yet.</summary>
    public CarriedOut? EffectOf(string key)
    {
        lock (_lock)
        {
            return _keys.GetValueOrDefault(key).Done;
        }
    }

    /// <summary>True while a call with this key has neither been done nor given up.</summary>
    public bool IsUnderWay(string key)
    {
        lock (_lock)
        {
            return _underWay.ContainsKey(key);
        }
    }

    /// <summary>What was done, in order.</summary>
    /// <param name="account">To whom; null: to anybody.</param>
    /// <param name="key">By which key; null: by any.</param>
    /// <param name="after">Only what came after this number.</param>
    /// <param name="most">At most so many.</param>
    public IReadOnlyList<CarriedOut> History(
        string? account = null, string? key = null, long after = 0, int most = int.MaxValue)
    {
        lock (_lock)
        {
            return [.. _history.Skip((int)Math.Clamp(after, 0, _history.Count))
                .Where(done => (account is null || done.Call.Account == account)
                    && (key is null || done.Call.IdempotencyKey == key))
                .Take(most)];
        }
    }

    /// <summary>The whole in numbers.</summary>
    public LedgerSummary Summary()
    {
        lock (_lock)
        {
            return new LedgerSummary
            {
                Calls = _calls,
                CarriedOut = _history.Count,
                Repeated = _repeated,
                TurnedAway = _turnedAway,
                KeysCarriedOutTwice = _keys.Values.Count(known => known.Times > 1),
                Accounts = _accounts.Count,
                Throttled = Count(AccountStates.Throttled),
                Challenged = Count(AccountStates.Challenged),
                Suspended = Count(AccountStates.Suspended),
            };
        }
    }

    private bool IsFull => _accounts.Count >= _options.MaxAccounts;

    private int Count(string state) => _accounts.Values.Count(account => account.State == state);

    private BeginResult TurnAway()
    {
        _turnedAway++;
        return BeginResult.Full;
    }

    private LedgerAccount? Find(string account, bool makes)
    {
        if (_accounts.TryGetValue(account, out var found) || !makes || IsFull)
        {
            return found;
        }

        return _accounts[account] = new LedgerAccount { Account = account };
    }

    private void End(string key)
    {
        if (!_underWay.TryGetValue(key, out var times))
        {
            throw new InvalidOperationException("the call was not begun");
        }

        if (times == 1)
        {
            _underWay.Remove(key);
        }
        else
        {
            _underWay[key] = times - 1;
        }
    }
}
