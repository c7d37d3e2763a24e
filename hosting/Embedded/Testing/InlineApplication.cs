using Aspire.Hosting;

namespace Lab.Hosting.Embedded.Testing;

/// <summary>An application that a test declared; what it kept goes with it.</summary>
internal sealed class InlineApplication(DistributedApplication application, TestHome home) : DistributedApplication(application)
{
    public override void Dispose()
    {
        base.Dispose();
        home.Delete();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync().ConfigureAwait(false);
        home.Delete();
    }
}
