using Aspire.Hosting;
using Aspire.Hosting.Testing;

namespace Lab.Hosting.Embedded.Testing;

/// <summary>The builder of an entry point that is held before it builds.</summary>
internal sealed class EntryPointTestingBuilder : TestingBuilder
{
    private readonly StepwiseApplicationFactory factory;

    private EntryPointTestingBuilder(StepwiseApplicationFactory factory, DistributedApplicationBuilder inner)
    {
        this.factory = factory;
        Inner = inner;
    }

    protected override DistributedApplicationBuilder Inner { get; }

    /// <summary>Waits until the entry point is about to build. When it fails before, what it left is removed and its exception thrown.</summary>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync(StepwiseApplicationFactory factory, CancellationToken cancellationToken)
    {
        try
        {
            return new EntryPointTestingBuilder(factory, await factory.ResolveBuilderAsync(cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            await factory.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public override async Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) =>
        new EntryPointApplication(factory, await factory.BuildAsync(cancellationToken).ConfigureAwait(false));

    public override ValueTask DisposeAsync() => factory.DisposeAsync();
}
