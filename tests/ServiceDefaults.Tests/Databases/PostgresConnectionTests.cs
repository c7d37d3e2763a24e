using Lab.ServiceDefaults.Databases;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Lab.ServiceDefaults.Tests.Databases;

public sealed class PostgresConnectionTests
{
    [Fact]
    public void With_the_labs_authority_the_server_is_verified_fully()
    {
        var connection = Complete("Host=db", ("Lab:CertificateAuthorities:db", "ca.crt"));

        connection.SslMode.ShouldBe(SslMode.VerifyFull);
        connection.RootCertificate.ShouldBe("ca.crt");
        connection.ApplicationName.ShouldBe("Lab.Test");
    }

    [Theory]
    [InlineData("SSL Mode")]
    [InlineData("sslmode")]
    public void What_the_connection_string_says_about_tls_stands(string keyword) =>
        Complete($"Host=db;{keyword}=Disable", ("Lab:CertificateAuthorities:db", "ca.crt")).SslMode.ShouldBe(SslMode.Disable);

    [Fact]
    public void The_authority_of_another_server_is_none_of_this_one() =>
        Complete("Host=db;Application Name=me", ("Lab:CertificateAuthorities:other", "ca.crt")).ConnectionString.ShouldBe("Host=db;Application Name=me");

    [Fact]
    public void Without_an_authority_the_connection_string_is_left_as_it_is() =>
        Complete("Host=db;Application Name=me").ConnectionString.ShouldBe("Host=db;Application Name=me");

    private static NpgsqlConnectionStringBuilder Complete(string connectionString, params (string Key, string Value)[] configuration) => new(PostgresConnection.Complete(
        "db",
        connectionString,
        new ConfigurationBuilder().AddInMemoryCollection(configuration.Select(c => KeyValuePair.Create(c.Key, (string?)c.Value))).Build(),
        "Lab.Test"));
}
