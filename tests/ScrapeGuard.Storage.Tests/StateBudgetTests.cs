using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine;
using ScrapeGuard.Engine.Tests.Streams;
using ScrapeGuard.Storage.Memory;

namespace ScrapeGuard.Storage.Tests;

/// <summary>One budget, all engines of a process.</summary>
public sealed class StateBudgetTests
{
    private const int Block = 1 << 20;
    private const long Limit = 100 * Block;

    private long _elsewhere;
    private StateBudget _budget = null!;

    [SetUp]
    public void MakeBudget()
    {
        _elsewhere = 0;
        StateBudget? budget = null;
        _budget = budget = new StateBudget(Limit, new StillTime(), () => _elsewhere + (budget?.StateBytes ?? 0));
    }

    [TearDown]
    public void CloseBudget() => _budget.Dispose();

    [Test]
    public void TryTake_UntilThereIsNoRoom_StaysUnderTheLimit()
    {
        using var pool = new StatePool(_budget, Block);
        _elsewhere = 40 * Block;
        _budget.Look();
        var taken = TakeAll(pool);

        taken.Should().BeInRange(40, 59, "the limit is 100, of which 40 are gone and some are spare");
        pool.MustReturn.Should().BeFalse();
    }

    [Test]
    public void MustReturn_ProcessGrows_UntilThereIsRoomForIt()
    {
        using var pool = new StatePool(_budget, Block);
        var blocks = new Stack<nint>();
        for (var block = pool.TryTake(); block != 0; block = pool.TryTake())
        {
            blocks.Push(block);
        }

        var before = blocks.Count;
        _elsewhere = 50 * Block;
        _budget.Look();
        while (pool.MustReturn)
        {
            pool.Return(blocks.Pop());
        }

        blocks.Count.Should().BeInRange(before - 50, before - 40);
        (_elsewhere + _budget.StateBytes).Should().BeLessThan(Limit);
        _elsewhere = 1_000 * Block;
        _budget.Look();
        while (pool.MustReturn)
        {
            pool.Return(blocks.Pop());
        }

        blocks.Should().HaveCount(1, "one block is always left");
    }

    [Test]
    public void MakeRoom_BeforeTheNextLook_CountsAtOnce()
    {
        using var pool = new StatePool(_budget, Block);
        TakeAll(pool);
        pool.MustReturn.Should().BeFalse();
        _budget.Take(20 * Block);

        pool.MustReturn.Should().BeTrue();
    }

    [Test]
    public void TryTake_WhoComesLater_GetsAShareToo()
    {
        using var first = new StatePool(_budget, Block);
        var blocks = new Stack<nint>();
        for (var block = first.TryTake(); block != 0; block = first.TryTake())
        {
            blocks.Push(block);
        }

        using var second = new StatePool(_budget, Block);
        var later = 0;
        for (var i = 0; i < 1_000; i++)
        {
            later += second.TryTake() != 0 ? 1 : 0;
            while (first.MustReturn)
            {
                first.Return(blocks.Pop());
            }
        }

        later.Should().BeInRange(15, 60);
        blocks.Count.Should().BeInRange(30, 80);
        _budget.StateBytes.Should().Be((long)(later + blocks.Count) * Block).And.BeLessThan(Limit);
    }

    [Test]
    public void Process_TwoEngines_ShareTheLimitAndGiveItBack()
    {
        using var folder = new TestFolder();
        const int Accounts = 80_000;
        using (var first = Create(folder))
        using (var second = Create(folder))
        {
            for (var round = 0; round < 40; round++)
            {
                foreach (var (engine, name) in new[] { (first, "a"), (second, "b") })
                {
                    _budget.Look();
                    EngineRun.Decide(engine, StreamEvent.Batch(Enumerable.Range(round * (Accounts / 40), Accounts / 40)
                        .Select(i => StreamEvent.At(i * 0.01, $"{name}{i}", Operation.Other))));
                    _budget.StateBytes.Should().BeLessThan(Limit);
                }
            }

            (first.AccountCount + second.AccountCount).Should().Be(2 * Accounts);
            _budget.StateBytes.Should().BeGreaterThan(Limit / 2);
        }

        _budget.StateBytes.Should().Be(0);
    }

    [Test]
    public void Constructor_NoLimit_IsRefused() =>
        FluentActions.Invoking(() => new StateBudget(0, TimeProvider.System)).Should()
            .Throw<ArgumentOutOfRangeException>();

    [Test]
    public void Read_OfThisProcess_IsAboutWhatTheFrameworkSays()
    {
        using var memory = new ResidentMemory();
        memory.Read().Should().BeInRange(Environment.WorkingSet / 2, Environment.WorkingSet * 2);
    }

    private static int TakeAll(StatePool pool)
    {
        var taken = 0;
        while (pool.TryTake() != 0)
        {
            taken++;
        }

        return taken;
    }

    private DetectionEngine Create(TestFolder folder) =>
        new(new EngineOptions(), Policy.Default, model: null, crew: null,
            new SpillingStateStore(folder.Path, _budget, TimeProvider.System));
}
