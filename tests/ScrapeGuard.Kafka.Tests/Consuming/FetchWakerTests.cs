using System.Collections.Concurrent;
using System.Reflection;
using Confluent.Kafka;
using ScrapeGuard.Kafka.Consuming;

namespace ScrapeGuard.Kafka.Tests.Consuming;

public sealed class FetchWakerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public void Wake_Resumed_AsksTheirLeaders()
    {
        var (consumer, questions) = NewConsumer();
        questions.MayAnswer.Set();
        var waker = new FetchWaker(consumer);

        waker.Wake(new TopicPartition("t", 3));
        var asked = questions.Asked.Take(new CancellationTokenSource(Patience).Token);
        waker.Wake(new TopicPartition("t", 3));
        var askedAgain = questions.Asked.Take(new CancellationTokenSource(Patience).Token);

        asked.Should().Equal(3);
        askedAgain.Should().Equal(3);
        waker.Dispose();
    }

    [Test]
    public void Wake_WhileOneIsAsked_AsksForAllSinceAtOnce()
    {
        var (consumer, questions) = NewConsumer();
        var waker = new FetchWaker(consumer);
        waker.Wake(new TopicPartition("t", 0));
        questions.Asked.Take(new CancellationTokenSource(Patience).Token).Should().Equal(0);

        waker.Wake(new TopicPartition("t", 1));
        waker.Wake(new TopicPartition("t", 2));
        waker.Wake(new TopicPartition("t", 1));
        questions.MayAnswer.Set();

        questions.Asked.Take(new CancellationTokenSource(Patience).Token).Should().BeEquivalentTo([1, 2]);
        waker.Dispose();
        questions.Asked.Should().BeEmpty();
    }

    [Test]
    public void Wake_LeaderAway_AsksTheNextTime()
    {
        var (consumer, questions) = NewConsumer();
        questions.MayAnswer.Set();
        questions.Failure = new KafkaException(new Error(ErrorCode.Local_TimedOut, "no answer"));
        var waker = new FetchWaker(consumer);
        waker.Wake(new TopicPartition("t", 0));
        questions.Asked.Take(new CancellationTokenSource(Patience).Token);

        waker.Wake(new TopicPartition("t", 1));

        questions.Asked.Take(new CancellationTokenSource(Patience).Token).Should().Equal(1);
        waker.Invoking(it => it.Dispose()).Should().NotThrow();
    }

    [Test]
    public void Dispose_QuestionUnderWay_WaitsForIt()
    {
        var (consumer, questions) = NewConsumer();
        var waker = new FetchWaker(consumer);
        waker.Wake(new TopicPartition("t", 0));
        questions.Asked.Take(new CancellationTokenSource(Patience).Token);

        var disposing = Task.Run(waker.Dispose);
        questions.Answered.Should().Be(0);
        questions.MayAnswer.Set();

        disposing.Wait(Patience).Should().BeTrue();
        questions.Answered.Should().Be(1, "the consumer must not go before its answer has come");
    }

    private static (IConsumer<Ignore, Ignore> Consumer, Questions Questions) NewConsumer()
    {
        var consumer = DispatchProxy.Create<IConsumer<Ignore, Ignore>, Questions>();
        return (consumer, (Questions)(object)consumer);
    }

    /// <summary>A consumer that can be asked for offsets and nothing else.</summary>
    public class Questions : DispatchProxy
    {
        private int _answered;

        /// <summary>The partitions of each question.</summary>
        public BlockingCollection<IReadOnlyList<int>> Asked { get; } = [];

        public ManualResetEventSlim MayAnswer { get; } = new();

        public KafkaException? Failure { get; set; }

        public int Answered => Volatile.Read(ref _answered);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            targetMethod!.Name.Should().Be(nameof(IConsumer<Ignore, Ignore>.OffsetsForTimes));
            var asked = (IEnumerable<TopicPartitionTimestamp>)args![0]!;
            Asked.Add([.. asked.Select(partition => partition.Partition.Value)]);
            MayAnswer.Wait(Patience).Should().BeTrue();
            Interlocked.Increment(ref _answered);
            return Failure is null ? new List<TopicPartitionOffset>() : throw Failure;
        }
    }
}
