"""A plan over years: a proposal for every year, the policy by year, and what must hold from one year to the next."""
