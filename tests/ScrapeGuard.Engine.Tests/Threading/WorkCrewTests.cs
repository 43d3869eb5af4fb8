using ScrapeGuard.Engine.Threading;

namespace ScrapeGuard.Engine.Tests.Threading;

public sealed class WorkCrewTests
{
    [TestCase(1, 10_000)]
    [TestCase(2, 10_000)]
    [TestCase(5, 1_000)]
    public void Run_ManyRounds_CallsEachNumberOncePerRound(int size, int rounds)
    {
        using var crew = new WorkCrew(size);
        var calls = new int[size];
        for (var round = 1; round <= rounds; round++)
        {
            crew.Run(number => calls[number]++);

            // Read without a lock: Run is to publish what the threads wrote.
            if (Array.Exists(calls, count => count != round))
            {
                Assert.Fail($"round {round}: {string.Join(' ', calls)}");
            }
        }
    }

    [Test]
    public void Run_Rounds_AlternateWithPlainWorkOfTheCaller()
    {
        using var crew = new WorkCrew(3);
        var values = new long[3];
        var expected = new long[3];
        for (var round = 0; round < 1_000; round++)
        {
            crew.Run(number => values[number] = (values[number] * 3) + number);
            for (var i = 0; i < 3; i++)
            {
                values[i]++;
                expected[i] = (expected[i] * 3) + i + 1;
            }
        }

        values.Should().Equal(expected);
    }

    [TestCase(2, 0)]
    [TestCase(2, 1)]
    [TestCase(4, 3)]
    public void Run_OneThrows_RethrowsWhenTheOthersAreDone(int size, int failing)
    {
        using var crew = new WorkCrew(size);
        for (var round = 0; round < 50; round++)
        {
            var done = new int[size];
            var run = () => crew.Run(number =>
            {
                if (number == failing)
                {
                    throw new InvalidOperationException("out of luck");
                }

                done[number] = 1;
            });

            run.Should().Throw<AggregateException>().WithInnerException<InvalidOperationException>()
                .WithMessage("out of luck");
            done.Sum().Should().Be(size - 1);

            // And it can be used afterwards.
            crew.Run(number => done[number] = 2);
            done.Should().OnlyContain(value => value == 2);
        }
    }

    [Test]
    public void Run_AllThrow_RethrowsOneOfThem()
    {
        using var crew = new WorkCrew(3);
        var run = () => crew.Run(number => throw new InvalidOperationException($"number {number}"));

        run.Should().Throw<AggregateException>().Which.InnerException!.Message.Should().MatchRegex("^number [012]$");
    }

    [Test]
    public void Run_CrewOfOne_ThrowsOnTheCaller()
    {
        using var crew = new WorkCrew(1);
        var run = () => crew.Run(_ => throw new InvalidOperationException("out of luck"));

        run.Should().Throw<Exception>().Which.GetBaseException().Should().BeOfType<InvalidOperationException>();
    }

    [Test]
    public void Dispose_AfterWork_EndsItsThreads()
    {
        var threads = new Thread[4];
        var crew = new WorkCrew(4);
        crew.Run(number => threads[number] = Thread.CurrentThread);
        threads.Should().OnlyHaveUniqueItems();
        threads[0].Should().BeSameAs(Thread.CurrentThread);

        crew.Dispose();

        threads[1..].Should().OnlyContain(thread => !thread.IsAlive);
    }

    [Test]
    public void Dispose_Twice_IsHarmless()
    {
        var crew = new WorkCrew(3);
        crew.Dispose();
        crew.Invoking(c => c.Dispose()).Should().NotThrow();
    }

    [TestCase(1)]
    [TestCase(3)]
    [CancelAfter(30_000)]
    public void Run_AfterDispose_ThrowsRatherThanWaits(int size, CancellationToken stop)
    {
        var crew = new WorkCrew(size);
        crew.Dispose();
        var run = Task.Run(() => crew.Run(_ => { }), stop);

        run.Invoking(r => r.Wait(stop)).Should().Throw<AggregateException>()
            .WithInnerException<ObjectDisposedException>();
    }

    [Test]
    public void Constructor_NoThreads_IsRefused() =>
        FluentActions.Invoking(() => new WorkCrew(0)).Should().Throw<ArgumentOutOfRangeException>();
}
