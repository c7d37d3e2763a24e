using Lab.Engines.Milvus.Tests.Targets;
using Lab.Hosting.Clients.Milvus;

namespace Lab.Engines.Milvus.Tests.Conformance;

public abstract class AccessTests(IMilvusTarget target) : ConformanceTests(target)
{
    [Theory]
    [InlineData("root:wrong")]
    [InlineData("nobody:secret1")]
    [InlineData("root")]
    public async Task Nobody_is_let_in_without_the_right_password(string token)
    {
        _ = Client;
        using var stranger = MilvusServer.Connect($"Endpoint={Target.ConnectionString.Split(';')[0][9..]};Key={token}", Target.CertificateAuthority);

        await Should.ThrowAsync<MilvusAccessException>(() => stranger.ListCollectionsAsync(cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Nobody_is_let_in_without_a_name()
    {
        _ = Client;
        using var stranger = MilvusServer.Connect(Target.ConnectionString.Split(';')[0], Target.CertificateAuthority);

        await Should.ThrowAsync<MilvusAccessException>(() => stranger.ListCollectionsAsync(cancellationToken: Cancellation));
    }
}
