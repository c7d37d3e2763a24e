namespace Aspire.Hosting.Eventing;

/// <summary>How subscribers of an event are called.</summary>
public enum EventDispatchBehavior
{
    /// <summary>One after the other; publishing ends when the last one has.</summary>
    BlockingSequential,

    /// <summary>All at once; publishing ends when all have.</summary>
    BlockingConcurrent,

    /// <summary>One after the other; publishing does not wait for them.</summary>
    NonBlockingSequential,

    /// <summary>All at once; publishing does not wait for them.</summary>
    NonBlockingConcurrent,
}
