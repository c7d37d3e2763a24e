using Lab.Testing;

namespace Lab.Tuning.Tests;

public sealed class AuthorizationTests(PostgresServer server)
{
    [Fact]
    public async Task Every_endpoint_asks_for_a_role()
    {
        await using var service = new ServiceFactory<Program>(server, "tuningdb");

        await AuthorizationMatrix.ShouldHoldAsync(service, new Dictionary<string, string>());
    }
}
