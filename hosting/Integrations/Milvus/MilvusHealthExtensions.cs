using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Milvus;
using Lab.Hosting.Integrations.Milvus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lab.Hosting.Integrations;

/// <summary>Checks the health of Milvus servers, which Aspire leaves to the AppHost.</summary>
public static class MilvusHealthExtensions
{
    /// <summary>The server is healthy when it says so by gRPC to its user <c>root</c>.</summary>
    /// <param name="builder">The server.</param>
    /// <returns>The server.</returns>
    public static IResourceBuilder<MilvusServerResource> WithGrpcHealthCheck(this IResourceBuilder<MilvusServerResource> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var key = $"{builder.Resource.Name}_grpc_check";
        var application = builder.ApplicationBuilder;
        var certificateAuthority = application.ExecutionContext.IsRunMode ? LabDeclarationExtensions.HomeOf(application).CertificateAuthorityFile : "";
        application.Services.AddHealthChecks().Add(
            new HealthCheckRegistration(key, _ => new MilvusHealthCheck(builder.Resource, certificateAuthority), failureStatus: null, tags: null));
        return builder.WithHealthCheck(key);
    }
}
