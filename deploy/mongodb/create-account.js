// Run by the image once, before the first real start: the account of registry, query and committee.
const { readFileSync } = require('fs');

db.getSiblingDB('admin').createUser({
    user: 'creditshare',
    pwd: readFileSync('/run/secrets/mongodb-creditshare.password', 'utf8').trim(),
    roles: [{ role: 'readWrite', db: 'creditshare' }],
});
