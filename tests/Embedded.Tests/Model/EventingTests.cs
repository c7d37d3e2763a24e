using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;

namespace Lab.Embedded.Tests.Model;

public class EventingTests
{
    private readonly DistributedApplicationEventing eventing = new();
    private readonly ConcurrentQueue<string> calls = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Subscribers_are_called_one_after_the_other_in_the_order_they_subscribed()
    {
        eventing.Subscribe<Happened>(async (_, _) =>
        {
            calls.Enqueue("first begins");
            await Task.Yield();
            calls.Enqueue("first ends");
        });
        eventing.Subscribe<Happened>((_, _) => Call("second"));

        await eventing.PublishAsync(new Happened(), Cancellation);

        calls.ShouldBe(["first begins", "first ends", "second"]);
    }

    [Fact]
    public async Task Concurrent_subscribers_run_at_once_and_are_waited_for()
    {
        var firstRuns = new TaskCompletionSource();
        var secondRuns = new TaskCompletionSource();
        eventing.Subscribe<Happened>((_, _) => Meet(firstRuns, secondRuns));
        eventing.Subscribe<Happened>((_, _) => Meet(secondRuns, firstRuns));

        await eventing.PublishAsync(new Happened(), EventDispatchBehavior.BlockingConcurrent, Cancellation);

        calls.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(EventDispatchBehavior.NonBlockingSequential)]
    [InlineData(EventDispatchBehavior.NonBlockingConcurrent)]
    public async Task Publishing_does_not_wait_when_told_not_to(EventDispatchBehavior behavior)
    {
        var published = new TaskCompletionSource();
        var called = new TaskCompletionSource();
        eventing.Subscribe<Happened>(async (_, _) =>
        {
            await published.Task;
            called.SetResult();
        });

        await eventing.PublishAsync(new Happened(), behavior, Cancellation);
        published.SetResult();

        await called.Task.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task A_subscriber_that_fails_stops_those_after_it_and_the_publisher_sees_why()
    {
        eventing.Subscribe<Happened>((_, _) => throw new InvalidOperationException("no"));
        eventing.Subscribe<Happened>((_, _) => Call("second"));

        (await Should.ThrowAsync<InvalidOperationException>(() => eventing.PublishAsync(new Happened(), Cancellation))).Message.ShouldBe("no");

        calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_subscriber_to_one_resource_is_not_called_for_others()
    {
        var mine = new TestResource("mine");
        eventing.Subscribe<Changed>(mine, (@event, _) => Call(@event.Resource.Name));

        await eventing.PublishAsync(new Changed(new TestResource("other")), Cancellation);
        await eventing.PublishAsync(new Changed(mine), Cancellation);

        calls.ShouldBe(["mine"]);
    }

    [Fact]
    public async Task Who_has_unsubscribed_is_not_called()
    {
        var subscription = eventing.Subscribe<Happened>((_, _) => Call("gone"));

        eventing.Unsubscribe(subscription);
        eventing.Unsubscribe(subscription);
        await eventing.PublishAsync(new Happened(), Cancellation);

        calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_subscriber_can_unsubscribe_while_it_is_called()
    {
        DistributedApplicationEventSubscription? subscription = null;
        subscription = eventing.Subscribe<Happened>((_, _) =>
        {
            eventing.Unsubscribe(subscription!);
            return Call("once");
        });

        await eventing.PublishAsync(new Happened(), Cancellation);
        await eventing.PublishAsync(new Happened(), Cancellation);

        calls.ShouldBe(["once"]);
    }

    [Fact]
    public void An_event_without_services_says_so() =>
        Should.Throw<NotSupportedException>(() => ((IDistributedApplicationResourceEvent)new Changed(new TestResource("a"))).Services)
            .Message.ShouldBe("The event Changed carries no services.");

    private Task Call(string name)
    {
        calls.Enqueue(name);
        return Task.CompletedTask;
    }

    private async Task Meet(TaskCompletionSource mine, TaskCompletionSource other)
    {
        mine.SetResult();
        await other.Task.WaitAsync(Cancellation);
        calls.Enqueue("met");
    }

    private sealed record Happened : IDistributedApplicationEvent;

    private sealed record Changed(IResource Resource) : IDistributedApplicationResourceEvent;
}
