// Healthy means: this member is the primary. A set that was never begun is begun here; the next check finds it elected.
const { readFileSync } = require('fs');

const admin = connect('mongodb://localhost:27017/admin?directConnection=true');
admin.auth('root', readFileSync('/run/secrets/mongodb-root.password', 'utf8').trim());
try {
    admin.adminCommand({ replSetGetStatus: 1 });
} catch (fault) {
    if (fault.codeName !== 'NotYetInitialized') throw fault;
    admin.adminCommand({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: 'mongodb:27017' }] } });
}
quit(admin.hello().isWritablePrimary ? 0 : 1);
